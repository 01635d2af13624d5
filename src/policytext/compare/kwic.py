"""A pattern -> every place where statements have it, with what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from policytext.compare.groups import check_labels
from policytext.compare.units import Row, find_series
from policytext.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from policytext.store import Tables

COLUMNS = (
    "left",
    "keyword",
    "right",
    "unit",
    "place",
    "year",
    "report_id",
    "statement_id",
    "label",
    "section",
    "start",
    "end",
)
#: Seconds that one statement may take. They are a few hundred characters: only a pattern that tries every split of
#: them, like (a+)+, comes near it.
TIMEOUT = 2.0

Finder = Callable[[str], Iterator[tuple[int, int]]]


def kwic(
    tables: Tables, pattern: str, width: int = 20, label: str | Iterable[str] | None = None, regex: bool = False
) -> pd.DataFrame:
    """Every place where a statement has the pattern, in context (keyword in context).

    Args:
        tables: the tables of a dataset.
        pattern: characters as they stand in the text, or a regular expression.
        width: characters of context on each side; they may reach beyond the statement.
        label: only statements of this label or these labels; headings and what was set aside are never searched.
        regex: whether the pattern is a regular expression.

    Returns:
        One row a place, by unit, year and position: left, keyword, right · unit, place, year, report_id,
        statement_id, label, section · start, end: offsets into ``texts.text``. Line ends in the context are spaces.

    Raises:
        UsageError: the pattern is empty, matches empty text, is no regular expression or takes too long.
    """
    import pandas as pd

    find, labels = _finder(pattern, regex), check_labels(label)
    if width < 0:
        raise UsageError(f"width={width} is below 0; give the number of characters on each side")
    hits = _with_context(tables, _with_units(tables, _hits(tables, find, labels)), width)
    hits.sort(key=lambda hit: (hit["unit"] or "", hit["year"] or 0, hit["report_id"], hit["start"]))
    return pd.DataFrame(hits, columns=list(COLUMNS)).astype({"year": "Int32"})


def _with_units(tables: Tables, hits: Iterable[Row]) -> Iterator[Row]:
    reports = {row["report_id"]: row for row in tables["reports"].to_pylist()}
    units = {row["report_id"]: unit.name for unit in find_series(reports.values()).units for row in unit.reports}
    for hit in hits:
        report = reports[hit["report_id"]]
        yield hit | {"unit": units.get(hit["report_id"]), "place": report["place"], "year": report["year"]}


def _finder(pattern: str, is_regex: bool) -> Finder:
    if not pattern.strip():
        raise UsageError("the pattern is empty; give the characters to look for")
    return _regex_finder(pattern) if is_regex else _plain_finder(pattern)


def _plain_finder(pattern: str) -> Finder:
    def find(text: str) -> Iterator[tuple[int, int]]:
        start = text.find(pattern)
        while start != -1:
            yield start, start + len(pattern)
            start = text.find(pattern, start + len(pattern))

    return find


def _regex_finder(pattern: str) -> Finder:
    """``regex`` in place of ``re``: it can be told to stop."""
    import regex

    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        raise UsageError(
            f"{pattern!r} is no regular expression{where}: {error.msg}; without regex it is looked for as it stands"
        ) from None
    if compiled.fullmatch(""):
        raise UsageError(f"{pattern!r} matches where there is nothing; use + in place of *")

    def find(text: str) -> Iterator[tuple[int, int]]:
        try:
            yield from (match.span() for match in compiled.finditer(text, timeout=TIMEOUT) if match[0])
        except TimeoutError:
            raise UsageError(f"{pattern!r} takes too long; do not repeat what repeats, like (a+)+") from None

    return find


def _hits(tables: Tables, find: Finder, labels: frozenset[str]) -> Iterator[Row]:
    columns = ["report_id", "statement_id", "label", "section", "start", "text"]
    for batch in tables.batches("statements", columns):
        for report_id, number, label, section, first, text in zip(
            *(column.to_pylist() for column in batch.columns), strict=True
        ):
            if label in labels:
                for start, end in find(text):
                    where = {"report_id": report_id, "statement_id": number, "label": label, "section": section}
                    yield {**where, "keyword": text[start:end], "start": first + start, "end": first + end}


def _with_context(tables: Tables, hits: Iterable[Row], width: int) -> list[Row]:
    hits = list(hits)
    wanted = {hit["report_id"] for hit in hits}
    texts: dict[str, str] = {}
    for batch in tables.batches("texts", ["report_id", "text"]):
        texts.update((row["report_id"], row["text"]) for row in batch.to_pylist() if row["report_id"] in wanted)
    return [hit | _context(texts[hit["report_id"]], hit["start"], hit["end"], width) for hit in hits]


def _context(text: str, start: int, end: int, width: int) -> dict[str, str]:
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return {"left": " ".join(left.split("\n")), "right": " ".join(right.split("\n"))}
