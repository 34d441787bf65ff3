"""What this room announces."""

from django.dispatch import Signal

#: A town changed something about itself: ``town``, ``deed``, ``target``, ``before``, ``after``, ``by``.
#: The log of deeds (a room above) listens; it writes in the same transaction.
town_changed = Signal()
