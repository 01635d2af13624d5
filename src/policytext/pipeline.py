"""The line: one report from its file to its scores, in the order of the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policytext.classify import Classifier, label_statements, load_classifier
from policytext.clean import clean_document
from policytext.errors import DocumentError
from policytext.find import Gazetteer, assign_stances, find_mentions, load_gazetteer
from policytext.identify import identify_document, is_report
from policytext.read import read_file
from policytext.records import (
    Answer,
    Commitment,
    Decided,
    Document,
    Label,
    Mention,
    Origin,
    RawDocument,
    Report,
    Score,
    Statement,
)
from policytext.review import Decisions, decide_labels, decide_levels, read_decisions
from policytext.score import (
    DONE,
    LEAST_PROBABILITY,
    PROBLEM,
    PROMISE,
    KnownNames,
    Rubric,
    details_of,
    find_rectified,
    load_rubric,
    match_answers,
    measure_statements,
    score_report,
)
from policytext.segment import Words, segment_document
from policytext.tabulate import Evidence, find_facts, read_annex, read_cells, run_checks

NOT_A_REPORT = (
    "this does not read like an annual report on information disclosure; score it all the same with --any "
    "(in Python any_document=True)"
)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the line needs, loaded once per process."""

    words: Words
    gazetteer: Gazetteer
    classifier: Classifier
    rubric: Rubric
    decisions: Decisions = field(default_factory=Decisions)


def load_tools(
    rubric: Path | None = None,
    gazetteer: Sequence[Path] = (),
    classifier: str | None = None,
    decisions: Sequence[Path] = (),
) -> Tools:
    """Load dictionary, gazetteer, classifier, rubric and decisions.

    Args:
        rubric: a file that replaces the packaged rubric.
        gazetteer: files that add measures; later ids win.
        classifier: ``model``, ``rules``, or the folder of a model; ``None`` for the model that ships.
        decisions: review sheets that people filled in; what they decided takes the place of what the program finds.
    """
    found = load_gazetteer(gazetteer), load_classifier(classifier), load_rubric(rubric)
    return Tools(Words(), *found, read_decisions(decisions))


def score_file(
    path: Path,
    tools: Tools,
    hints: Mapping[str, str] | None = None,
    *,
    any_document: bool = False,
    base_year: int | None = None,
) -> Report:
    """Read and score one file; see ``score_document``."""
    return score_document(read_file(path), tools, hints, any_document=any_document, base_year=base_year)


def score_document(
    raw: RawDocument,
    tools: Tools,
    hints: Mapping[str, str] | None = None,
    *,
    any_document: bool = False,
    base_year: int | None = None,
) -> Report:
    """From a file's raw text to its scores.

    Args:
        raw: what the reader gave.
        tools: from ``load_tools``.
        hints: place, year and the like that are known from elsewhere (a manifest); they override the text.
        any_document: score it even when it is no report on information disclosure.
        base_year: whose code ``adcode_base`` is; ``None`` for the latest of the table of divisions.

    Raises:
        DocumentError: ``not_a_report``, unless ``any_document``.
    """
    document = _checked(clean_document(raw), any_document)
    origin = identify_document(document, hints, base_year)
    sections, statements = segment_document(document)
    judged = _judge(statements, origin, document, tools)
    labels, words = judged.labels, tools.words.count(document.text)
    cells, facts = read_cells(document), [*find_facts(statements, labels), *read_annex(document)]
    checks = run_checks(Evidence(document, origin, sections, statements, labels, cells, facts))
    return Report(
        document=document,
        origin=origin,
        sections=sections,
        statements=statements,
        words=words,
        **vars(judged),
        score=_score(statements, judged, words, origin, tools.rubric),
        cells=tuple(cells),
        facts=tuple(facts),
        checks=tuple(checks),
        warnings=(*document.warnings, *origin.warnings),
    )


@dataclass(frozen=True)
class _Judged:
    """What is found and decided about the statements: fields of ``Report``."""

    labels: dict[int, Label]
    mentions: tuple[Mention, ...]
    commitments: dict[int, Commitment]
    rectified: frozenset[int]
    answers: tuple[Answer, ...]
    decided: Mapping[int, Decided]


def _judge(statements: Sequence[Statement], origin: Origin, document: Document, tools: Tools) -> _Judged:
    """Label and measure the statements; what people decided takes the place of what is found."""
    found = label_statements(statements, tools.classifier)
    decisions = tools.decisions.find(statements, origin, document.sha256)
    labels = decide_labels(found, decisions)
    mentions = assign_stances(find_mentions(statements, tools.gazetteer), statements, labels)
    rectified = find_rectified(statements, labels)
    measured = _measure(statements, labels, rectified, origin, tools)
    commitments, decided = decide_levels(measured, found, decisions)
    answers = match_answers(statements, labels, rectified, mentions)
    return _Judged(labels, mentions, commitments, rectified, answers, decided)


def _score(statements: Sequence[Statement], judged: _Judged, words: int, origin: Origin, rubric: Rubric) -> Score:
    """The figures of the report."""
    doubtful = _measure_doubtful(statements, judged.labels, origin, rubric)
    found = judged.labels, judged.commitments, judged.rectified, judged.answers, judged.mentions
    return score_report(statements, *found, words, rubric, doubtful)


def _checked(document: Document, any_document: bool) -> Document:
    if not any_document and not is_report(document):
        raise DocumentError("not_a_report", "identify", NOT_A_REPORT)
    return document


def _measure(
    statements: Sequence[Statement],
    labels: Mapping[int, Label],
    rectified: frozenset[int],
    origin: Origin,
    tools: Tools,
) -> dict[int, Commitment]:
    """Measure promises, problems and what was put right; what the source cut off is not measured."""
    stances = {"improvement": PROMISE, "problem": PROBLEM}
    read = [
        (statement, stance)
        for statement in statements
        if (label := labels.get(statement.id))
        and (stance := DONE if statement.id in rectified else stances.get(label.name, ""))
        and not statement.truncated
    ]
    known = KnownNames(statements, labels, origin)
    promised = [statement for statement, stance in read if stance == PROMISE]
    details = dict(zip([s.id for s in promised], details_of([s.text for s in promised], tools.words.cut), strict=True))
    measured = measure_statements(
        read, origin, tools.rubric, known=known, details=[details.get(statement.id) for statement, _ in read]
    )
    return {commitment.statement_id: commitment for commitment in measured}


def _measure_doubtful(
    statements: Sequence[Statement], labels: Mapping[int, Label], origin: Origin, rubric: Rubric
) -> dict[int, int]:
    """The levels that statements labelled otherwise would have if they were promises, where they may well be."""
    read = [
        (statement, PROMISE)
        for statement in statements
        if (label := labels.get(statement.id))
        and label.name != "improvement"
        and label.promise_probability >= LEAST_PROBABILITY
        and not statement.truncated
    ]
    return {commitment.statement_id: commitment.level for commitment in measure_statements(read, origin, rubric)}
