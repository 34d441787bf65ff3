"""What the clock does with the directory."""

from allmende.core.tasks import periodic
from allmende.modules.directory.domain.ageing import ask_and_hide


@periodic(at="06:30")
def ask_whether_entries_are_true() -> None:
    """Yearly questions, and the list of what readers no longer see (DIR-b)."""
    ask_and_hide()
