"""Figures of a report: the cells of its prescribed tables, the facts of its prose, and what was checked."""

from __future__ import annotations

from dataclasses import dataclass

from policytext.records.reading import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a prescribed table, by the ids of ``data/form.toml``.

    ``state`` is ``number``, ``zero`` (a written 0), ``blank``, ``na`` (``/``, ``-``, ``—``) or ``unread`` (the table
    has the cell, and what stands there cannot be told). ``value`` is ``None`` but for number and zero. ``read`` says
    how the value was placed: ``direct`` (as many values as columns), ``aligned`` (by the column it stands in),
    ``rejoined`` (one number split over two cells, proven by the sums).
    """

    table: str
    row: str
    column: str
    value: float | None
    state: str
    surface: str
    span: Span
    page: int | None = None
    read: str = "direct"

    @property
    def id(self) -> str:
        """The cell's canonical name.

        >>> Cell("t3", "received", "all", 3.0, "number", "3", Span(0, 1)).id
        't3.received.all'
        """
        return f"{self.table}.{self.row}.{self.column}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure stated in prose: which indicator, how much, and where.

    ``indicator`` is an id of ``data/indicators.csv``. A reported zero (``未收到申请``) has value 0 and its words as
    ``surface``. ``bound`` is how the text qualifies the number (``over``, ``about`` ...), "" for an exact one.
    ``period`` is ``year`` (the year reported), ``previous``, ``cumulative``, or ``part`` (of the year,
    but not of the whole: 其中, 市本级).
    """

    statement_id: int
    indicator: str
    value: float
    unit: str
    surface: str
    span: Span
    bound: str = ""
    period: str = "year"

    @property
    def approximate(self) -> bool:
        """Whether the text says that the number is not exact."""
        return bool(self.bound)


@dataclass(frozen=True, slots=True)
class Check:
    """One question that was asked of the figures or the form, and its answer.

    ``check`` is its id in ``data/checks.toml``, ``subject`` what it was asked of (a column, a row, a cell, a section).
    ``verdict`` is ``pass``, ``fail``, ``uncertain`` or ``not_assessable``. ``found`` is what stands there,
    ``expected`` what it should be by the other figures, each as people would write it; ``span`` and ``other_span``
    are where they stand. For a failure ``blame`` says whose it looks like: ``source``, ``reading`` or ``uncertain``.
    """

    check: str
    subject: str
    verdict: str
    found: str = ""
    expected: str = ""
    span: Span | None = None
    other_span: Span | None = None
    blame: str = ""
    reason: str = ""
    severity: str = ""
    message: str = ""
