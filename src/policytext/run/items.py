"""What travels between the run and its workers: documents, bundles of them, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """A document to score.

    ``source`` is its path below the PATH that led to it, ``hints`` its row of the manifest. ``member`` says where in
    the file it lies when the file holds many (see ``containers``); it is empty for a file of its own.
    """

    path: Path
    source: str
    sha256: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    member: str = ""

    @property
    def report_id(self) -> str:
        """The id of its report."""
        return self.sha256[:16]

    @property
    def hinted(self) -> str:
        """A short hash of its hints."""
        return hash_hints(self.hints)


def hash_hints(hints: Mapping[str, str]) -> str:
    """A short hash of hints, empty where there are none: with other hints the scores may be others."""
    return sha256(json.dumps(dict(hints), sort_keys=True).encode()).hexdigest()[:16] if hints else ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Documents that a worker does in one go; what it leaves behind is named after the bundle."""

    name: str
    items: tuple[Item, ...]

    @classmethod
    def of(cls, items: tuple[Item, ...]) -> Bundle:
        """The bundle of these documents; the same documents make the same name."""
        lines = "\n".join(f"{item.sha256} {item.hinted} {item.source}" for item in items)
        return cls(sha256(lines.encode()).hexdigest()[:16], items)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document, by its content, name and hints: the hash of its rows, or why there are none.

    ``seconds`` is the time that a document had which took too long.
    """

    sha256: str
    source: str
    hinted: str = ""
    digest: str | None = None
    reason: str | None = None
    stage: str | None = None
    message: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A bundle that is done: the folder of its tables (``None`` where no document was scored) and its results.

    ``seconds`` is the time of each stage, where it was asked for.
    """

    name: str | None
    results: tuple[Result, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lost:
    """A bundle whose worker died, or whose engine gave it up."""

    why: str
