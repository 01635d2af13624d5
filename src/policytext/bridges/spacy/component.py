"""The component ``policytext``: runs the line over the text of a Doc."""

# spaCy reads the annotations of what it registers when it registers it: no ``from __future__ import annotations``.

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from policytext.bridges.spacy.carrying import carry_report
from policytext.records import Block, Edit, RawDocument, Report, spans_to_source
from policytext.run import load_tools_once

# What ``str.splitlines`` takes as the end of a line.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")


class Line:
    """Scores ``doc.text`` as the file of that text would be scored, and lays what was found over the Doc.

    Cleaning changes characters; every span is led back through its edits to the text as it was given.

    Args:
        gazetteer: files that add measures; later ids win.
        rubric: a file that replaces the packaged rubric.
        classifier: ``model``, ``rules``, or the folder of a model; ``None`` for the model that ships.
        any_document: score texts that are no reports too; otherwise they raise.
    """

    def __init__(
        self,
        gazetteer: Sequence[str | Path] = (),
        rubric: str | Path | None = None,
        classifier: str | None = None,
        *,
        any_document: bool = True,
    ) -> None:
        self.gazetteer = tuple(Path(file) for file in gazetteer)
        self.rubric = Path(rubric) if rubric else None
        self.classifier = classifier
        self.any_document = any_document

    def __call__(self, doc: Doc) -> Doc:
        """Score the text; see ``policytext.bridges.spacy`` for what the Doc gets.

        Raises:
            DocumentError: ``not_a_report``, unless ``any_document``.
            DataError: rubric or gazetteer do not say what they should.
        """
        report = self.score(doc.text)
        edits = report.document.edits
        ends = line_ends(doc.text)
        return carry_report(doc, report, lambda spans: spans_to_source(spans_to_source(spans, edits), ends))

    def score(self, text: str) -> Report:
        """The report that the line makes of a text."""
        from policytext.pipeline import score_document

        blocks = tuple(Block(line) for line in text.splitlines())
        raw = RawDocument("doc", sha256(text.encode()).hexdigest(), "txt", blocks, "utf-8")
        tools = load_tools_once(self.rubric, self.gazetteer, self.classifier)
        return score_document(raw, tools, any_document=self.any_document)


def line_ends(text: str) -> tuple[Edit, ...]:
    r"""How a text differs from its lines joined by ``\n``, as edits, so that spans of the lines lead back to it.

    >>> [(edit.start, edit.before, edit.after) for edit in line_ends("甲\r\n乙\n丙\n")]
    [(1, '\r\n', '\n'), (5, '\n', '')]
    """
    edits, shift = [], 0
    for found in _LINE_END.finditer(text):
        after = "\n" if found.end() < len(text) else ""
        if found.group() != after:
            start = found.start() - shift
            edits.append(Edit("line_ends", start, start + len(after), found.group(), after))
            shift += len(found.group()) - len(after)
    return tuple(edits)


@Language.factory(
    "policytext",
    default_config={"gazetteer": [], "rubric": None, "classifier": None, "any_document": True},
    assigns=["doc._.report", "doc.spans"],
)
def make_component(
    nlp: Language,
    name: str,
    gazetteer: list[str],
    rubric: str | None,
    classifier: str | None,
    any_document: bool,
) -> Line:
    """What ``nlp.add_pipe("policytext", config={...})`` adds; the config's keys are the arguments of ``Line``.

    Files are named by their paths, which a saved pipeline keeps: they must be there where it is loaded.
    """
    return Line(gazetteer, rubric, classifier, any_document=any_document)
