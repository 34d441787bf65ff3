"""Settings of the tests: the house's own, with nothing that leaves the machine or takes long."""

import os
import tempfile

# Each test process has its own files, clock and secret.
os.environ["ALLMENDE_DATA_DIR"] = tempfile.mkdtemp(prefix="allmende-test-")
os.environ.setdefault("ALLMENDE_DEMO", "0")

from allmende.project.settings import *  # noqa: F403

STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "allmende.core.tasks.testing.InlineBackend", "QUEUES": []}}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
else:  # what a test writes need not survive a power cut
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"  # noqa: F405
