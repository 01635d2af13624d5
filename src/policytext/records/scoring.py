"""What is found, decided and counted: from the mentions in a statement to the report and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policytext.records.deciding import Decided
from policytext.records.reading import Document, Origin, Section, Span, Statement
from policytext.records.tabulating import Cell, Check, Fact

# ---------------------------------------------------------------- find: Statements -> Mentions


@dataclass(frozen=True, slots=True)
class Measure:
    """A named institution, instrument, channel or practice of the gazetteer (codebook section 3)."""

    id: str
    name: str
    category: str
    aliases: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    succeeded_by: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One measure named in one statement. ``expansion`` is what the text says a numeric abbreviation stands for."""

    statement_id: int
    measure_id: str
    name: str
    category: str
    surface: str
    span: Span
    stance: str = ""
    expansion: str = ""


# ---------------------------------------------------------------- classify: Statements -> Labels


@dataclass(frozen=True, slots=True)
class Label:
    """A statement's label: problem, improvement, achievement, statistic or other.

    ``by`` names who decided (``rules``, a model's name, a coder), ``cue`` what decided, ``probability`` how sure.
    ``promise`` is the probability that the statement is an improvement, whatever its label; ``unsure`` asks a person
    to look.
    """

    name: str
    probability: float
    by: str
    cue: str = ""
    promise: float | None = None
    unsure: bool = False

    @property
    def promise_probability(self) -> float:
        """The probability that the statement is an improvement; a coder who gives none is taken at their word."""
        if self.promise is not None:
            return self.promise
        return self.probability if self.name == "improvement" else 0.0


# ---------------------------------------------------------------- score


@dataclass(frozen=True, slots=True)
class Particular:
    """What makes a statement specific: a span of one kind (codebook section 4) with its parsed value.

    Kinds that raise the level: instrument, target, deadline, actor, scope, check. Weak ones: audience, method, content.
    """

    statement_id: int
    kind: str
    surface: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Commitment:
    """A statement measured by the codebook's rule: its level (0-3) and what the level follows from.

    Made for improvements, for rectified statements and, as problem level, for problems. ``plus`` lists the weak kinds
    present, ``action`` and ``object`` are the words found ("" where there is none), ``why`` the reason in one sentence.
    ``detail`` is how much an improvement says within its level (``score.detail``).
    """

    statement_id: int
    level: int
    action: str
    object: str
    particulars: tuple[Particular, ...] = ()
    plus: tuple[str, ...] = ()
    why: str = ""
    detail: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A problem answered: ``kind`` done (a rectified statement) or planned (a commitment)."""

    problem_id: int
    answer_id: int
    kind: str
    similarity: float
    matched: str


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one report: columns of the table ``reports`` by name (see ``store/schema.py``)."""

    figures: dict[str, int | float | str | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One report, read and scored. Labels, commitments and decisions are keyed by statement id."""

    document: Document
    origin: Origin
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    words: int
    labels: dict[int, Label]
    mentions: tuple[Mention, ...]
    commitments: dict[int, Commitment]
    rectified: frozenset[int]
    answers: tuple[Answer, ...]
    score: Score
    cells: tuple[Cell, ...] = ()
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    decided: Mapping[int, Decided] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be scored: the reason code, the stage, and a sentence that says what to do."""

    source: str
    reason: str
    stage: str
    message: str
