"""What this room announces."""

from django.dispatch import Signal

#: An item changed in a way every placement must follow at once: ``item``, ``deed``, ``by``.
item_changed = Signal()

#: A draft was submitted or sent back (``deed``: "submit", "send_back"): ``item``, ``deed``, ``by``,
#: ``reason``. Readers see nothing of it; a release is announced as ``item_changed``.
submission_changed = Signal()

#: Somebody published what they wrote, in a town that wants two people and has one: ``item``, ``by``.
released_alone = Signal()
