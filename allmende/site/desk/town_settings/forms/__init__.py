"""What the sheets of "Our town" accept. Every error is a sentence that says what to do."""
