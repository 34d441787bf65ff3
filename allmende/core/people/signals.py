"""What this room announces."""

from django.dispatch import Signal

#: A role was given or ended: ``grant``, ``deed`` ("appoint" or "end_role"), ``by``.
role_changed = Signal()
