"""A document as identification sees it: lines with their kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from policytext.records import Document, Part, Span


class Line(NamedTuple):
    """One line without its spaces, and the kind of the part it stands in: prose, table or aside."""

    text: str
    kind: str


@dataclass(frozen=True, eq=False)
class Reading:
    """The lines of a document that are not empty. A key of caches: each is equal to itself alone."""

    lines: tuple[Line, ...]

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The lines of running text."""
        return tuple(line.text for line in self.lines if line.kind == "prose")

    @cached_property
    def text(self) -> str:
        """The running text, one paragraph a line."""
        return "\n".join(self.prose)

    @cached_property
    def asides(self) -> tuple[str, ...]:
        """What was set aside: navigation, metadata, contact."""
        return tuple(line.text for line in self.lines if line.kind == "aside")


def read_lines_of(document: Document) -> Reading:
    """Take the document apart into lines; a document without parts is all prose."""
    return _reading(document.text, document.parts or (Part("prose", Span(0, len(document.text))),))


@lru_cache(maxsize=2)  # a document is asked what it is, and then whose
def _reading(text: str, parts: tuple[Part, ...]) -> Reading:
    lines = (Line("".join(line.split()), part.kind) for part in parts for line in part.span.of(text).splitlines())
    return Reading(tuple(line for line in lines if line.text))
