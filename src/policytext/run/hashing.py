"""SHA-256 of files."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path


def hash_file(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
