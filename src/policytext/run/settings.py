"""How a run is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policytext.run.scoring import Scorer

# A report of common length takes well under a second, a scanned annex of hundreds of pages some tens of seconds.
TIMEOUT_SECONDS = 120.0

# In megabytes, beyond what a worker has loaded: reports take some tens, a drawing of a plan in a PDF some hundreds.
MEMORY_MB = 2048


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is called.

    ``workers`` is the number of processes; 0 works in this process, without a bound on time; ``None`` takes one for
    each core, or this process when there is one file. ``seconds`` is the time allowed for one document, ``memory``
    the megabytes. ``classifier`` is ``model``, ``rules`` or the folder of a model.

    ``engine`` is a key of ``ENGINES``; ``None`` takes ``local``, or ``serial`` for no workers. ``scheduler`` is the
    address of a Dask scheduler. ``fresh`` takes nothing over from an earlier output, ``verify`` hashes every file
    again, ``retry`` tries those again that failed, ``profile`` notes the time of each stage. ``column`` holds the text
    where a PATH is a table. ``base_year`` is that of ``adcode_base``; ``None`` for the latest that is known.
    ``decisions`` are review sheets that people filled in.
    """

    rubric: Path | None = None
    gazetteer: tuple[Path, ...] = ()
    manifest: Path | None = None
    any_document: bool = False
    workers: int | None = None
    seconds: float = TIMEOUT_SECONDS
    classifier: str | None = None
    memory: int = MEMORY_MB
    engine: str | None = None
    scheduler: str | None = None
    fresh: bool = False
    verify: bool = False
    retry: bool = False
    profile: bool = False
    column: str | None = None
    base_year: int | None = None
    decisions: tuple[Path, ...] = ()

    def scorer(self) -> Scorer:
        """The work on one file."""
        return Scorer(self.rubric, self.gazetteer, self.any_document, self.classifier, self.base_year, self.decisions)
