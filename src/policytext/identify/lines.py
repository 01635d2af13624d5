"""A document as identification sees it: lines with their kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from policytext.records import Document, Part, Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its spaces, and the kind of the part it stands in: prose, table or aside."""

    text: str
    kind: str


@dataclass(frozen=True)
class Reading:
    """The lines of a document that are not empty."""

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
    parts = document.parts or (Part("prose", Span(0, len(document.text))),)
    lines = (
        Line("".join(line.split()), part.kind) for part in parts for line in part.span.of(document.text).splitlines()
    )
    return Reading(tuple(line for line in lines if line.text))
