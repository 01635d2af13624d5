"""What every reader gives, and the way a reader says no."""

from __future__ import annotations

from dataclasses import dataclass

from policytext.errors import DocumentError
from policytext.records import Block


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's blocks and what the file says about itself; ``read_bytes`` adds what it knows without the reader.

    ``title`` and ``published`` (ISO date) are the file's own metadata, ``warnings`` sentences for people.
    """

    blocks: tuple[Block, ...]
    encoding: str | None = None
    title: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()


def refuse(reason: str, name: str, fault: str, advice: str) -> DocumentError:
    """The error of this stage: a reason code, which file, what is wrong with it, and what to do.

    >>> refuse("empty", "a.txt", "is empty", "download it again").message
    'a.txt is empty; download it again'
    """
    return DocumentError(reason, "read", f"{name} {fault}; {advice}")
