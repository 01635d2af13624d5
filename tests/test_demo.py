"""The demonstration panel: fresh, invented, and as its truth.toml says."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from policytext.clean import clean_document
from policytext.identify import identify_document
from policytext.read import read_file
from policytext.records import RawDocument

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "corpora"))

import build_demo  # isort: skip  # noqa: E402
from demo_facts import CHECKS, QUOTED, facts_of, find_faults  # isort: skip  # noqa: E402
from writers.coded import parse_lines, parse_spans  # isort: skip  # noqa: E402
from writers.form import APPLICANTS, DISPUTES, OUTCOMES, cell_places, form_table  # isort: skip  # noqa: E402
from writers.report import shown_cells  # isort: skip  # noqa: E402

DEMO = build_demo.DEMO
SOURCES = build_demo.read_sources()
TRUTH = build_demo.read_truth()
BY_FORMAT = {kind: [doc for doc in SOURCES if build_demo.format_of(doc) == kind] for kind in build_demo.FORMATS}
#: Two reports of each format; building all of them takes longer than a test should.
SOME = sorted({doc for docs in BY_FORMAT.values() for doc in (docs[0], docs[-1])})

Cells = dict[tuple[str, str], float]


@pytest.mark.parametrize("doc", SOME)
def test_reports_are_fresh(doc: str) -> None:
    name, content = build_demo.build_report(doc, SOURCES[doc], TRUTH)
    assert (DEMO / "reports" / name).read_bytes() == content, "run python corpora/build_demo.py"


def test_gold_is_fresh() -> None:
    built = dict(build_demo.build_gold(doc, source) for doc, source in SOURCES.items())
    stale = [name for name, content in built.items() if (DEMO / "gold" / name).read_bytes() != content]
    assert not stale, "run python corpora/build_demo.py"


@pytest.mark.parametrize("folder", ["sources", "reports", "gold"])
def test_panel_is_whole(folder: str) -> None:
    assert {path.stem for path in (DEMO / folder).iterdir()} == set(build_demo.panel_docs())


def test_panel_is_read_as_it_is_meant() -> None:
    """Place, year and era of every file, which between them have all formats and all three eras."""
    found = set()
    for path in sorted((DEMO / "reports").iterdir()):
        origin = identify_document(clean_document(read_file(path)))
        assert (origin.place, f"{origin.year}") == (TRUTH[_stem(path.stem)]["place"], path.stem[-4:]), path.name
        found.add((origin.era, path.suffix))
    assert len(SOURCES) >= 56
    assert {era for era, _ in found} == {"free", "trial", "standard"}
    assert {suffix for _, suffix in found} == {".txt", ".html", ".docx", ".pdf"}
    assert BY_FORMAT["trad"] == ["huaidang-2018"]


@pytest.mark.parametrize("doc", SOME)
def test_units_stand_in_the_cleaned_report(doc: str) -> None:
    suffix = build_demo.FORMATS[build_demo.format_of(doc)][0]
    text = _letters(clean_document(read_file(DEMO / "reports" / f"{doc}.{suffix}")).text)
    units = map(json.loads, (DEMO / "gold" / f"{doc}.jsonl").read_text(encoding="utf-8").splitlines())
    assert not [unit["text"] for unit in units if _letters(unit["text"]) not in text]


def test_facts_hold() -> None:
    assert not find_faults(TRUTH, SOURCES)
    assert all(any(fact for _, fact in facts_of(county)) for county in TRUTH.values())


def test_facts_that_do_not_hold_are_found() -> None:
    fact = next(fact for kind, fact in facts_of(TRUTH["yicheng"]) if kind == "follow_through" and "evidence" in fact)
    wrong = {
        "follow_through": [{**fact, "evidence": "本句未见于报告。"}, {**fact, "outcome": "no evidence"}],
        "diffusion": [{"measure": "政府开放日", "year": 2017, "mentioned": [2017]}],
        "recurring_problem": [{"years": [2016, 2017], "texts": {"2016": ""}}],
        "rumour": [{}],
    }
    faults = find_faults({"yicheng": {"place": "漪城县", "city": "澜汀市", **wrong}}, _of_county("yicheng"))
    assert [fault.split(",")[0].split(":")[0] for fault in faults].count("yicheng") == len(faults) == 7
    assert set(CHECKS) <= set(QUOTED)


def test_places_are_invented() -> None:
    with (ROOT / "src/policytext/data/places.csv").open(encoding="utf-8", newline="") as file:
        real = {row["name"] for row in csv.DictReader(file) if len(row["name"]) > 2}
    named = {county[field] for county in TRUTH.values() for field in ("place", "city")}
    texts = "\n".join(line.text for doc, source in SOURCES.items() for line in parse_lines(source, doc))
    assert (len(TRUTH), len({county["city"] for county in TRUTH.values()}), len(named)) == (8, 2, 10)
    assert not named & real
    # 县司法局会同县政府办公室 names no 会同县.
    assert {name for name in real if name in texts} <= {"会同县"}
    assert "invented" in (DEMO / "README.md").read_text(encoding="utf-8").splitlines()[0]


def test_measures_are_in_the_gazetteer() -> None:
    with (ROOT / "src/policytext/data/measures.csv").open(encoding="utf-8", newline="") as file:
        known = {row["name"] for row in csv.DictReader(file)}
    tags = [tag for doc, source in SOURCES.items() for line in parse_lines(source, doc) for tag in line.tags]
    assert not {tag.name[1:] or tag.surface for tag in tags if tag.name.startswith("@")} - known


def test_tables_balance_but_for_the_faults_that_are_told() -> None:
    told = {
        (f"{stem}-{fact['year']}", check, _place_of(check, fact["cell"]))
        for stem, county in TRUTH.items()
        for fact in county.get("arithmetic", [])
        for check in (fact["check"], *fact.get("also", []))
        if check.startswith(("T3", "T4", "across"))
    }
    assert {fault for stem in TRUTH for fault in _imbalances(stem)} == told


def _place_of(check: str, cell: str) -> str:
    """What fails where a cell is wrong: the row of T3-c, T4 and across years, the column of T3-a and T3-b."""
    _, row, column = cell.split(".")
    return column if check in ("T3-a", "T3-b") else row


def _imbalances(stem: str) -> Iterator[tuple[str, str, str]]:
    years = {int(doc[-4:]): _cells(doc) for doc in _of_county(stem) if int(doc[-4:]) >= 2019}
    for year, cells in years.items():
        yield from ((f"{stem}-{year}", *fault) for fault in [*_within(cells), *_of_disputes(cells)])
    for (before, last), (year, cells) in pairwise(years.items()):
        if year == before + 1:
            yield from ((f"{stem}-{year}", check, row) for check, row in _across(last, cells))


def _within(cells: Cells) -> Iterator[tuple[str, str]]:
    names = [row for row, column in cells if column == "person"]
    results = [name for name in names if name not in ("received", "carried_in", "total", "carried_out")]
    for column in (*APPLICANTS, "all"):
        get = {name: cells[name, column] for name in names}
        if sum(get[name] for name in results) != get["total"]:
            yield "T3-a", column
        if get["received"] + get["carried_in"] != get["total"] + get["carried_out"]:
            yield "T3-b", column
    yield from (("T3-c", name) for name in names if sum(cells[name, who] for who in APPLICANTS) != cells[name, "all"])


def _of_disputes(cells: Cells) -> Iterator[tuple[str, str]]:
    for row in DISPUTES:
        if sum(cells[row, outcome] for outcome in OUTCOMES[:-1]) != cells[row, "all"]:
            yield "T4", row


def _across(last: Cells, cells: Cells) -> Iterator[tuple[str, str]]:
    if cells["carried_in", "all"] != last["carried_out", "all"]:
        yield "across: carried", "carried_in"
    for row in ("rules", "normative_documents"):
        if (row, "in_force") in cells:
            before = last.get((row, "in_force"), last.get((row, "total"), 0))
            if cells[row, "in_force"] != before + cells[row, "made"] - cells[row, "repealed"]:
                yield "across: in force", row
        elif cells[row, "total"] > last[row, "total"] + cells[row, "created"]:
            yield "across: in force", row


def _cells(doc: str) -> Cells:
    """The figures of the three tables of a report by row and column, as its file has them."""
    kinds = ("!trial2", "!trial3", "!table4") if int(doc[-4:]) < 2021 else ("!table2", "!table3", "!table4")
    report = build_demo.source_report(doc, SOURCES[doc], TRUTH)
    tables = [part.rows for part in report.parts if part.kind == "table"]
    assert len(tables) == 3, doc
    return {
        cell: float(rows[i][j])
        for kind, rows in zip(kinds, tables, strict=True)
        for cell, (i, j) in cell_places(kind, rows).items()
    }


@pytest.mark.parametrize("doc", ["liaozhou-2020", "liaozhou-2021", "liaozhou-2022"])
def test_tables_reach_the_file(doc: str) -> None:
    suffix = build_demo.FORMATS[build_demo.format_of(doc)][0]
    report = build_demo.source_report(doc, SOURCES[doc], TRUTH)
    expected = ["\n".join("\t".join(shown_cells(row)) for row in part.rows) for part in report.parts if part.rows]
    assert _tables(read_file(DEMO / "reports" / f"{doc}.{suffix}")) == expected


def test_a_fix_goes_into_one_cell() -> None:
    lines = ["!table3 person received=3 granted=2 carried_out=1", "!table3 legal received=1 granted=1"]
    sound, wrong = form_table(lines), form_table([*lines, "!fix granted all 5"])
    i, j = cell_places("!table3", sound)["granted", "all"]
    assert (sound[i][j], wrong[i][j]) == ("3", "5")
    assert [row for k, row in enumerate(sound) if k != i] == [row for k, row in enumerate(wrong) if k != i]
    with pytest.raises(ValueError, match="no cell granted everyone"):
        form_table([*lines, "!fix granted everyone 5"])


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("", "the first line must be the title"),
        ("H|年报\nQ|一句。", "x-2016, line 2: no unit"),
        ("H|年报\nI|印发{《办法》<ins。", "without its partner"),
        ("H|年报\nI|印发{{《办法》<ins}。", "not closed"),
        ("H|年报\nI|印发《办法》<ins}。", "a closing brace too many"),
        ("H|{年报<@}", "spans stand in statements only"),
        ("H|年报\nI=将|今后加强培训。", "does not begin with 将"),
    ],
)
def test_mistakes_in_the_notation_are_told(source: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        parse_lines(source, "x-2016")


def test_spans_may_be_nested() -> None:
    text, tags = parse_spans("{6月底前<dea}制定《{{发布审核<@}办法<@发布审核制度}》。")
    assert text == "6月底前制定《发布审核办法》。"
    assert [(tag.name, tag.surface) for tag in tags] == [
        ("dea", "6月底前"),
        ("@发布审核制度", "发布审核办法"),
        ("@", "发布审核"),
    ]


def _stem(doc: str) -> str:
    return doc.rpartition("-")[0]


def _of_county(stem: str) -> dict[str, str]:
    return {doc: source for doc, source in SOURCES.items() if _stem(doc) == stem}


def _tables(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "table"]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
