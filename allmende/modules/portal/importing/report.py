"""What an import did, or would do."""

from dataclasses import dataclass, field

#: Notes kept in a report; further ones are counted only.
MAX_NOTES = 200


@dataclass(slots=True)
class Report:
    """Numbers of items, but for those of pictures; broken items as (name, reason)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    pictures: int = 0
    undescribed: int = 0
    further_notes: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        if len(self.notes) < MAX_NOTES:
            self.notes.append(text)
        else:
            self.further_notes += 1

    @property
    def seen(self) -> int:
        """Items dealt with so far."""
        return self.created + self.updated + self.unchanged + self.kept + len(self.broken)
