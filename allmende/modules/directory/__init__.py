"""Who is responsible, who is there, and is it open: offices, associations, businesses, sights."""
