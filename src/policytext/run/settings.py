"""How a run is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policytext.run.scoring import Scorer

# A report of common length takes well under a second, a scanned annex of hundreds of pages some tens of seconds.
TIMEOUT_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is called.

    ``workers`` is the number of processes; 0 works in this process, without a bound on time; ``None`` takes one for
    each core, or this process when there is one file. ``seconds`` is the time allowed for one document.
    ``classifier`` is ``model``, ``rules`` or the folder of a model.
    """

    rubric: Path | None = None
    gazetteer: tuple[Path, ...] = ()
    manifest: Path | None = None
    any_document: bool = False
    workers: int | None = None
    seconds: float = TIMEOUT_SECONDS
    classifier: str | None = None

    def scorer(self) -> Scorer:
        """The work on one file."""
        return Scorer(self.rubric, self.gazetteer, self.any_document, self.classifier)
