"""What a worker does with one file. The tools are loaded once in each process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from policytext.run.items import Item
from policytext.run.members import read_member
from policytext.store import Rows, report_rows

if TYPE_CHECKING:
    from policytext.pipeline import Tools


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores a file with the rubric, gazetteers and classifier that these paths name. Small: it travels to workers."""

    rubric: Path | None = None
    gazetteer: tuple[Path, ...] = ()
    any_document: bool = False
    classifier: str | None = None
    base_year: int | None = None
    decisions: tuple[Path, ...] = ()

    def tools(self) -> Tools:
        """The tools, loaded at the first call in a process.

        Raises:
            DataError: the rubric or a gazetteer does not say what it should.
        """
        return load_tools_once(self.rubric, self.gazetteer, self.classifier, self.decisions)

    def __call__(self, item: Item) -> Rows:
        """Read and score one file.

        Raises:
            DocumentError: it cannot be read or scored.
        """
        from policytext.pipeline import score_document
        from policytext.read import read_bytes, read_file

        if item.member:
            raw = read_bytes(read_member(item.path, item.member), item.source, PurePosixPath(item.source).name)
        else:
            raw = read_file(item.path, item.source)
        how: dict[str, Any] = {"any_document": self.any_document, "base_year": self.base_year}
        return report_rows(score_document(raw, self.tools(), item.hints or None, **how))


def load_tools_once(
    rubric: Path | None = None,
    gazetteer: tuple[Path, ...] = (),
    classifier: str | None = None,
    decisions: tuple[Path, ...] = (),
) -> Tools:
    """The tools for this rubric, gazetteers, classifier and decisions; the same again until a file changes."""
    card = Path(classifier) / "card.json" if classifier else None
    stamps = tuple(map(_stamp, filter(None, (rubric, card, *gazetteer, *decisions))))
    return _load_tools(rubric, gazetteer, classifier, decisions, stamps)


@lru_cache(maxsize=2)
def _load_tools(
    rubric: Path | None,
    gazetteer: tuple[Path, ...],
    classifier: str | None,
    decisions: tuple[Path, ...],
    stamps: tuple[tuple[int, int], ...],
) -> Tools:
    from policytext.pipeline import load_tools

    return load_tools(rubric, gazetteer, classifier, decisions)


def _stamp(path: Path) -> tuple[int, int]:
    """What tells a file from its next version; a file that is not there is named when it is loaded."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
