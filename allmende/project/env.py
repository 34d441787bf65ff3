"""Read the environment: one small function per kind of value."""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on", "ja"}


def text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.lower() in _TRUE


def number(name: str, default: int) -> int:
    value = os.environ.get(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    """One of a few words."""
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(among)}, not {value!r}.")
    return value


def words(name: str) -> list[str]:
    """Words separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def secret(name: str, keep_in: Path) -> str:
    """Take the secret from the environment, else from a file that is made once (mode 600)."""
    if value := os.environ.get(name):
        return value
    try:
        descriptor = os.open(keep_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return keep_in.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return keep_in.read_text()


def has_package(name: str) -> bool:
    return find_spec(name) is not None


def database(name: str, sqlite_file: Path) -> dict[str, Any]:
    """SQLite out of the box; ``postgres://user:password@host:port/name`` when asked."""
    url = os.environ.get(name)
    if not url:
        return _sqlite(sqlite_file)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgres:// or sqlite://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A server that is gone without a word is noticed after seconds, not after a quarter of an hour.
        "OPTIONS": {"connect_timeout": 3, "tcp_user_timeout": 10_000},
    }


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer waits instead of failing when it would upgrade a read lock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
                "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY"
            ),
        },
    }


def cache(name: str) -> dict[str, Any]:
    """Memory of this process out of the box; ``redis://…`` or ``valkey://…`` for many."""
    url = os.environ.get(name)
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url.replace("valkey://", "redis://", 1),
    }


def relay(name: str, cache_name: str) -> str:
    """How machines tell each other what changed: ``database``, or the address of the cache.

    Out of the box the shared cache, if there is one; ``none`` for a house on one machine.
    """
    kind = choice(name, "cache", among=("cache", "database", "none"))
    shared = os.environ.get(cache_name, "").replace("valkey://", "redis://", 1)
    return {"cache": shared, "database": "database", "none": ""}[kind]


def mail(name: str) -> dict[str, Any]:
    """Print mails out of the box; ``smtp://user:password@host:port`` (STARTTLS) or ``smtps://``."""
    url = os.environ.get(name)
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured(f"{name} must begin with smtp:// or smtps://.")
    is_implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if is_implicit else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_implicit,
        "EMAIL_USE_TLS": not is_implicit and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }


def media_storage(name: str, folder: Path) -> dict[str, Any]:
    """Local files out of the box; ``s3://bucket?endpoint=…`` through django-storages."""
    url = os.environ.get(name)
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            # As text: Wagtail hands the options to a task that deletes files, and tasks are JSON.
            "OPTIONS": {"location": str(folder), "base_url": "/media/"},
        }
    parts = urlsplit(url)
    if parts.scheme != "s3":
        raise ImproperlyConfigured(f"{name} must begin with s3://.")
    endpoint = parts.query.removeprefix("endpoint=") or None
    options = {"bucket_name": parts.netloc, "endpoint_url": endpoint, "file_overwrite": False}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
