"""What truth.toml says about the demonstration panel, held against the sources of the reports.

Every fact quotes the reports that it is about; a quotation that does not stand there is a fault, and so is an adopted
measure that the codes do not have. corpora/demo/README.md lists the kinds of fact and their fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from writers.coded import Line, parse_lines

Fact = Mapping[str, Any]
Quotations = Iterator[tuple[str, str]]
Lines = Mapping[str, list[Line]]

TRACED = ("complete", "substantial", "limited")
OUTCOMES = (*TRACED, "no evidence", "not assessable")
ABOUT = ("place", "city", "story")


def find_faults(truth: Mapping[str, Fact], sources: Mapping[str, str]) -> list[str]:
    """What is wrong with the facts, one line each; empty where all is well.

    Args:
        truth: facts of each county by its stem.
        sources: coded sources by the name of the report, STEM-YEAR.
    """
    lines = {doc: parse_lines(source, doc) for doc, source in sources.items()}
    faults = [f"{doc}: no county.{stem}" for doc in sources if (stem := doc.rpartition("-")[0]) not in truth]
    for stem, county in truth.items():
        faults += [f"{stem}: no {field}" for field in ABOUT if not county.get(field)]
        faults += [f"{stem}: unknown kind of fact {kind}" for kind in county if kind not in (*ABOUT, *QUOTED)]
        for kind, fact in facts_of(county):
            faults += [f"{stem}, {kind}: {fault}" for fault in _find_faults(stem, kind, fact, lines)]
    return faults


def facts_of(county: Fact) -> Iterator[tuple[str, Fact]]:
    """Kind and fields of each fact about a county."""
    return ((kind, fact) for kind, facts in county.items() if kind in QUOTED for fact in facts)


def _find_faults(stem: str, kind: str, fact: Fact, lines: Lines) -> Iterator[str]:
    for doc, text in QUOTED[kind](stem, fact):
        if doc not in lines:
            yield f"there is no report {doc}"
        elif text not in "".join(line.text for line in lines[doc]):
            yield f"{doc} does not say {text!r}"
    if kind in CHECKS:
        own = {int(doc.rpartition("-")[2]): rows for doc, rows in lines.items() if doc.startswith(f"{stem}-")}
        yield from CHECKS[kind](fact, own)


def _quote(*fields: tuple[str, str, int]) -> Callable[[str, Fact], Quotations]:
    """Quotations of a fact by the fields that hold the year and the text, and what to add to the year."""

    def quote(stem: str, fact: Fact) -> Quotations:
        return ((f"{stem}-{fact[year] + later}", fact[text]) for year, text, later in fields if text in fact)

    return quote


def _quote_recurring(stem: str, fact: Fact) -> Quotations:
    yield from ((f"{stem}-{year}", text) for year, text in fact["texts"].items())
    if "rectified_text" in fact:
        yield f"{stem}-{fact['rectified_year']}", fact["rectified_text"]


def _quote_copied(stem: str, fact: Fact) -> Quotations:
    yield from ((fact["into"], text) for text in fact["texts"])
    yield from ((fact["from"], text) for text in fact["from_texts"])


#: The reports that a fact names, and the texts that it quotes from each, by its kind.
QUOTED: dict[str, Callable[[str, Fact], Quotations]] = {
    "follow_through": _quote(("year", "promise", 0), ("year", "evidence", 1)),
    "rolled_over": _quote(("year", "text", 0), ("from", "from_text", 0)),
    "new_promise": _quote(("year", "text", 0)),
    "recurring_problem": _quote_recurring,
    "copied": _quote_copied,
    "diffusion": _quote(("year", "first_text", 0), ("preparing", "preparing_text", 0)),
    "arithmetic": _quote(("year", "text", 0)),
    "sound": _quote(),
}


def _check_outcome(fact: Fact, own: Mapping[int, list[Line]]) -> Iterator[str]:
    if fact["outcome"] not in OUTCOMES:
        yield f"{fact['year']}: unknown outcome {fact['outcome']}"
    if ("evidence" in fact) != (fact["outcome"] in TRACED):
        yield f"{fact['year']}: evidence and the outcome {fact['outcome']} do not go together: {fact['promise']}"


def _check_years(fact: Fact, own: Mapping[int, list[Line]]) -> Iterator[str]:
    if [str(year) for year in fact["years"]] != list(fact["texts"]):
        yield f"texts of {', '.join(fact['texts'])} for the years {fact['years']}"


def _check_diffusion(fact: Fact, own: Mapping[int, list[Line]]) -> Iterator[str]:
    """By the codes: named before ``year`` as ``planned`` or ``preparing`` only, adopted in it, then ``mentioned``."""
    named = {
        year: {line.code[0] for line in lines if fact["measure"] in _measures(line)} for year, lines in own.items()
    }
    start = fact.get("year", 9999)
    early = {year for year, codes in named.items() if codes and year < start}
    if early - {*fact.get("planned", []), fact.get("preparing")}:
        yield f"{fact['measure']}: named in {sorted(early)}, adopted in {fact.get('year', 'no year')}"
    if "year" in fact and not named[start] & {"A", "S"}:
        yield f"{fact['measure']}: not adopted in {start}"
    later = [year for year, codes in named.items() if codes and year >= start]
    if later != fact.get("mentioned", []):
        yield f"{fact['measure']}: named in {later}, stated {fact.get('mentioned')}"


def _measures(line: Line) -> set[str]:
    return {tag.name[1:] or tag.surface for tag in line.tags if tag.name.startswith("@")}


def _check_copied(fact: Fact, own: Mapping[int, list[Line]]) -> Iterator[str]:
    if len(fact["texts"]) != len(fact["from_texts"]):
        yield f"{fact['into']}: not as many texts as from_texts"


#: What else is checked of a kind, given the lines of the county's reports by year. The arithmetic is left to the tests.
CHECKS: dict[str, Callable[[Fact, Mapping[int, list[Line]]], Iterator[str]]] = {
    "follow_through": _check_outcome,
    "recurring_problem": _check_years,
    "copied": _check_copied,
    "diffusion": _check_diffusion,
}
