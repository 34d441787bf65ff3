"""The list of subjects every house starts with; editors may add to it."""

from allmende.core.items.models import Category

START = (
    ("rathaus", "Rathaus & Politik", "Town hall & politics"),
    ("bauen-verkehr", "Bauen & Verkehr", "Building & traffic"),
    ("kultur", "Kultur", "Culture"),
    ("bildung-familie", "Bildung & Familie", "Education & family"),
    ("sport-freizeit", "Sport & Freizeit", "Sports & leisure"),
    ("umwelt-energie", "Umwelt & Energie", "Environment & energy"),
    ("wirtschaft", "Wirtschaft", "Business"),
    ("vereine", "Vereine", "Associations"),
    ("sicherheit", "Sicherheit & Hilfe", "Safety & help"),
    ("tourismus", "Tourismus", "Tourism"),
)


def ensure_categories() -> None:
    for position, (slug, german, english) in enumerate(START):
        values = {"name_de": german, "name_en": english, "position": position}
        Category.objects.get_or_create(slug=slug, defaults=values)
