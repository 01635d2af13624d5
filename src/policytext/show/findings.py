"""The findings that the page gives first: the point, what stands out, which problems return.

A finding is a line about one unit, with the texts it rests on and the address of the rest. Units stand in the order of
their codes, so that a list is never read as an order of merit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from policytext.show.links import Links
from policytext.show.page_words import PageWords
from policytext.show.source import Source

Row = dict[str, Any]

SHOWN = 5
"""Units that a finding lists; a line says how many more there are, and their own sections have them."""

QUOTED = 3
"""Texts quoted for one unit."""


@dataclass(frozen=True)
class Findings:
    """Makes the lines of findings.

    Args:
        source: the tables as rows.
        sections: what ``UnitPages`` says of each unit, in order.
        words: of the language asked for.
        links: addresses of units.
    """

    source: Source
    sections: list[Row]
    words: PageWords
    links: Links

    def highlights(self) -> list[Row]:
        """Promises that are most specific, promises with complete evidence, measures first adopted."""
        return [
            self._block("h_specific", "commitments", _most_specific),
            self._block("h_follow", "follow", self._complete),
            self._first_adopters(),
        ]

    def problems(self) -> list[Row]:
        """Problems that return, problems without an answer, promises repeated."""
        return [
            self._block("p_recurring", "recurring", self._returning),
            self._block("p_unanswered", "problems", _unanswered),
            self._block("p_rolled", "follow", _rolled),
        ]

    def _block(self, kind: str, part: str, find: Callable[[Row], Row | None]) -> Row:
        """The findings of one kind: of the units where it is strongest, in the order of units."""
        found = [(section, find(section)) for section in self.sections if section["year"] == self.source.year]
        there = [(section["unit"], finding) for section, finding in found if finding]
        strongest = {unit for unit, _ in sorted(there, key=lambda pair: -pair[1]["strength"])[:SHOWN]}
        lines = [self._line(kind, part, unit, finding) for unit, finding in there if unit in strongest]
        return {"kind": kind, "year": self.source.year, "lines": lines, "more": len(there) - len(lines)}

    def _line(self, kind: str, part: str, unit: str, finding: Row) -> Row:
        text = self.words.say(f"{kind}_text", **finding)
        return {"unit": unit, "href": self.links.to(unit, part), "text": text, "quotes": finding["quotes"]}

    def _complete(self, section: Row) -> Row | None:
        rows = [row for row in section["follow"] if row["grade"] == "complete"]
        if not rows:
            return None
        best = max(rows, key=lambda row: (row["similarity"], -row["statement_id"]))
        unsure = sum(row["unsure"] for row in rows)
        doubt = self.words.say("doubt", n=unsure) if unsure else ""
        quotes = [_quote(best["text"], best["evidence"])]
        return {"strength": len(rows), "n": len(rows), "of": len(section["follow"]), "doubt": doubt, "quotes": quotes}

    def _returning(self, section: Row) -> Row | None:
        rows = sorted(section["recurring"], key=lambda row: (-row["run"], row["next_statement_id"]))
        if not rows:
            return None
        first = rows[0]
        span = self.words.run(first["run"], first["first_year"], first["next_year"])
        quotes = [_quote(row["next_text"]) for row in rows[:1]]
        return {"strength": first["run"], "n": len(rows), "run": span, "quotes": quotes}

    def _first_adopters(self) -> Row:
        """The measures that most units took up after the first."""
        firsts = self._firsts()
        lines = [self._first(row) for row in firsts[:SHOWN]]
        return {"kind": "h_first", "year": self.source.year, "lines": lines, "more": len(firsts) - len(lines)}

    def _firsts(self) -> list[Row]:
        """First adopters of measures that others took up after them, first seen later than the panel begins."""
        measures: dict[tuple[str, str], list[Row]] = {}
        for row in self.source.diffusion:
            if row["first_year"]:
                measures.setdefault((row["measure_id"], row["expansions"] or ""), []).append(row)
        found = []
        for rows in measures.values():
            leaders = [row for row in rows if row["order"] == 1]
            if len(leaders) == 1 and not leaders[0]["left_censored"] and len(rows) > 1:
                found.append(leaders[0] | {"n": len(rows) - 1})
        return sorted(found, key=lambda row: (-row["n"], row["first_year"], row["name"]))

    def _first(self, row: Row) -> Row:
        text = self.source.adopted.get((row["measure_id"], row["unit"], row["first_year"]))
        said = self.words.say("h_first_text", measure=row["name"], year=row["first_year"], n=row["n"])
        quotes = [_quote(text)] if text else []
        return {"unit": row["unit"], "href": self.links.to(row["unit"]), "text": said, "quotes": quotes}


def find_point(source: Source) -> Row:
    """The numbers of the first paragraphs, all of the year reported on."""
    ranks = source.of_year()
    names: dict[str, list[str]] = {}
    for row in ranks:
        names.setdefault(row["group"] or row["reason"] or "few", []).append(row["unit"])
    follow = [row for row in source.rates if row["next_year"] == source.year]
    again = [row for row in source.recurring if row["next_year"] == source.year]
    return {
        "year": source.year,
        "before": source.year - 1,
        "units": len(ranks),
        "commitments": _total(ranks, "commitments"),
        "checkable": _total(ranks, "checkable"),
        "names": names,
        "assessable": _total(follow, "assessable"),
        **count_grades(follow),
        "problems": len({(row["next_report_id"], row["next_statement_id"]) for row in again}),
        "run": max((row["run"] for row in again), default=0),
        "absent": [unit for unit in source.units if unit not in {row["unit"] for row in ranks}],
    }


def count_grades(rates: Iterable[Row]) -> dict[str, int]:
    """Commitments by what the next report shows, summed over rows of ``followthrough_rates``.

    Matches that are unsure count like the others: ``found`` has evidence, ``unsure`` of them are to be read. ``done``
    is complete and substantial together.
    """
    rates = list(rates)
    complete, substantial, limited = (_total(rates, name) for name in ("complete", "substantial", "limited"))
    return {
        "complete": complete,
        "substantial": substantial,
        "done": complete + substantial,
        "limited": limited,
        "none": _total(rates, "no_evidence"),
        "found": complete + substantial + limited,
        "unsure": _total(rates, "unsure"),
    }


def _most_specific(section: Row) -> Row | None:
    rows = [row for row in section["commitments"] if row["level"] == 3]
    if not rows:
        return None
    best = max(rows, key=lambda row: (row["kinds"], -row["statement_id"]))
    return {
        "strength": best["kinds"],
        "n": len(rows),
        "of": len(section["commitments"]),
        "quotes": [_quote(best["quote"])],
    }


def _unanswered(section: Row) -> Row | None:
    rows = [row for row in section["problems"] if not row["answers"]]
    quotes = [_quote(row["text"]) for row in rows[:QUOTED]]
    return {"strength": len(rows), "n": len(rows), "of": len(section["problems"]), "quotes": quotes} if rows else None


def _rolled(section: Row) -> Row | None:
    rows = [row for row in section["follow"] if row["rolled_over"]]
    quotes = [_quote(row["repeated_text"]) for row in rows[:1]]
    return {"strength": len(rows), "n": len(rows), "of": len(section["follow"]), "quotes": quotes} if rows else None


def _quote(text: str, evidence: str = "") -> Row:
    return {"text": text, "evidence": evidence}


def _total(rows: Iterable[Row], name: str) -> int:
    return sum(row.get(name) or 0 for row in rows)
