"""A scorer that stands in for the line, so that these tests are about the run alone."""

from __future__ import annotations

from hashlib import sha256
from types import SimpleNamespace

from policytext.errors import DocumentError
from policytext.records import Document, Label, Origin, Part, Report, Score, Section, Span, Statement
from policytext.store import report_rows


class StandIn:
    """One statement per file. A file whose text begins with 坏 is refused, one with 崩 breaks the program."""

    def tools(self):
        return SimpleNamespace(rubric=SimpleNamespace(version="1"), classifier=SimpleNamespace(name="stand-in"))

    def __call__(self, item):
        text = item.path.read_text(encoding="utf-8")
        if text.startswith("坏"):
            raise DocumentError("damaged", "read", "get it again")
        if text.startswith("崩"):
            raise ZeroDivisionError
        return report_rows(report_of(text, item))


def report_of(text: str, item) -> Report:
    span = Span(0, len(text))
    return Report(
        document=Document(item.source, sha256(text.encode()).hexdigest(), "txt", text, (Part("prose", span),)),
        origin=Origin(place=item.hints.get("place"), year=2016),
        sections=(Section(1, "other", "", (), span),),
        statements=(Statement(1, 1, "other", "statement", span, text),),
        words=1,
        labels={1: Label("other", 0.1 + 0.2, "rules")},
        mentions=(),
        commitments={},
        rectified=frozenset(),
        answers=(),
        score=Score({"other": 1, "improvement": 0}),
    )
