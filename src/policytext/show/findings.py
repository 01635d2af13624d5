"""Tables -> the findings that a page gives first: the point, the groups, what stands out, which problems return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.show.page_words import PageWords

if TYPE_CHECKING:
    from policytext.store import Tables

Row = dict[str, Any]

SHOWN = 5
"""Findings of one kind that are listed; the units' own sections have the rest."""

GROUPS = ("above", "not distinguishable", "below")


@dataclass(frozen=True)
class Source:
    """The tables as rows, read once for the page."""

    reports: dict[str, Row]
    ranks: list[Row]
    rates: list[Row]
    recurring: list[Row]
    diffusion: list[Row]

    @property
    def latest(self) -> int:
        """The latest year of any report compared."""
        return max(int(row["year"]) for row in self.ranks)

    def latest_ranks(self) -> list[Row]:
        """The rows of the latest year of each series of peers."""
        years: dict[str, int] = {}
        for row in self.ranks:
            years[_series(row)] = max(years.get(_series(row), 0), row["year"])
        return [row for row in self.ranks if row["year"] == years[_series(row)]]


def read_source(tables: Tables) -> Source:
    """Read what the findings are made of."""
    reports = {row["report_id"]: row for row in tables["reports"].to_pylist()}
    names = ("ranks", "followthrough_rates", "recurring", "diffusion")
    return Source(reports, *(tables[name].to_pylist() for name in names))


def find_point(source: Source) -> Row:
    """The numbers of the first paragraph."""
    ranks = source.latest_ranks()
    groups = [row["group"] or row["reason"] for row in ranks]
    follow = [row for row in source.rates if row["next_year"] == source.latest]
    return {
        "year": source.latest,
        "units": len(ranks),
        "commitments": _total(ranks, "commitments"),
        "checkable": _total(ranks, "checkable"),
        "above": groups.count("above"),
        "below": groups.count("below"),
        "same": groups.count("not distinguishable"),
        "few": groups.count("few"),
        "assessable": _total(follow, "assessable"),
        "done": _total(follow, "complete") + _total(follow, "substantial"),
        "limited": _total(follow, "limited"),
        "none": _total(follow, "no_evidence"),
        "problems": len({(row["unit"], row["first_year"], row["statement_id"]) for row in _last_of_runs(source)}),
        "run": max((row["run"] for row in source.recurring), default=0),
    }


def find_groups(source: Source) -> list[Row]:
    """The peer groups of the latest year, each with its units in three groups and those that take no part."""
    found: dict[str, list[Row]] = {}
    for row in source.latest_ranks():
        found.setdefault(row["peers"], []).append(row)
    order = [*GROUPS, None]
    return [
        {
            "peers": peers,
            "year": rows[0]["year"],
            "rows": sorted(rows, key=lambda r: (order.index(r["group"]), r["adcode"] or "~", r["unit"])),
        }
        for peers, rows in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def find_highlights(source: Source, words: PageWords) -> list[tuple[str, list[Row]]]:
    """What stands out: kinds of finding with their lines, each line with the unit it leads to."""
    ranks = [row for row in source.latest_ranks() if row["group"] == "above"]
    specific = [_line(words, "h_specific", row) for row in _largest(ranks, "specificity")]
    done = [row | {"done": row["complete"] + row["substantial"]} for row in source.rates if row["assessable"]]
    newest = [row for row in done if row["next_year"] == source.latest and row["done"]]
    follow = [_line(words, "h_follow", row) for row in _largest(newest, "rate", "done")]
    first = [_line(words, "h_first", row) for row in _firsts(source.diffusion)]
    return [("h_specific", specific), ("h_follow", follow), ("h_first", first)]


def find_problems(source: Source, words: PageWords) -> list[tuple[str, list[Row]]]:
    """Problems that return, problems without an answer, promises repeated."""
    runs = [row | {"first": row["first_year"], "last": row["next_year"]} for row in _last_of_runs(source)]
    recurring = [_line(words, "p_recurring", row) | {"quote": row["next_text"]} for row in _largest(runs, "run")]
    latest = [source.reports[row["report_id"]] | {"unit": row["unit"]} for row in source.latest_ranks()]
    open_ = [row | {"n": row["problem"]} for row in latest if row["unanswered"]]
    unanswered = [_line(words, "p_unanswered", row) for row in _largest(open_, "unanswered")]
    repeated = [
        row | {"rolled": row["rolled_over"]}
        for row in source.rates
        if row["next_year"] == source.latest and row["rolled_over"] > 1
    ]
    rolled = [_line(words, "p_rolled", row) for row in _largest(repeated, "rolled")]
    return [("p_recurring", recurring), ("p_unanswered", unanswered), ("p_rolled", rolled)]


def _series(row: Row) -> str:
    return str(row["peers"]).rsplit("/", 1)[0]


def _total(rows: Iterable[Row], name: str) -> int:
    return sum(row[name] or 0 for row in rows)


def _largest(rows: Iterable[Row], *names: str) -> list[Row]:
    return sorted(rows, key=lambda row: (*(-(row[name] or 0) for name in names), row["unit"]))[:SHOWN]


def _line(words: PageWords, name: str, row: Row) -> Row:
    return {"unit": row["unit"], "text": words.say(f"{name}_text", **row), "quote": ""}


def _firsts(diffusion: Iterable[Row]) -> Iterator[Row]:
    """First adopters of the measures that most units took up after them, where the first year is not the panel's."""
    measures: dict[tuple[str, str], list[Row]] = {}
    for row in diffusion:
        if row["first_year"]:
            measures.setdefault((row["name"], row["expansions"]), []).append(row)
    found = []
    for (name, _), rows in measures.items():
        leaders = [row for row in rows if row["order"] == 1]
        if len(leaders) == 1 and not leaders[0]["left_censored"] and len(rows) > 1:
            found.append({"measure": name, "n": len(rows) - 1, "year": leaders[0]["first_year"]} | _of(leaders[0]))
    return iter(sorted(found, key=lambda row: (-row["n"], row["year"], row["measure"]))[:SHOWN])


def _of(row: Row) -> Row:
    return {"unit": row["unit"]}


def _last_of_runs(source: Source) -> list[Row]:
    """Of each row of returning problems the last step."""
    continued = {(row["report_id"], row["statement_id"]) for row in source.recurring}
    return [row for row in source.recurring if (row["next_report_id"], row["next_statement_id"]) not in continued]
