"""What this room announces."""

from django.dispatch import Signal

#: A town has switched a module on that was off: ``town``, ``label``, ``by``. The module makes
#: what it needs there (a shelf for its pages, say), so that editors can begin at once.
switched_on = Signal()
