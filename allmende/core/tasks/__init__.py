"""Work that is done later: outside the request, again after a failure, and at fixed times.

What the other rooms use: ``later``, ``@task``, ``@periodic``. See README.md.
"""

from allmende.core.tasks.declare import periodic, task
from allmende.core.tasks.domain.enqueue import later

__all__ = ["later", "periodic", "task"]
