"""The synthetic set of the prescribed tables: its figures agree, and its truth is what was laid out."""

from __future__ import annotations

import csv
import html
import io
import re
import sys
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "corpora"))

import make_tables  # isort: skip  # noqa: E402
from tables.faults import Case, make_case, read_cases  # isort: skip  # noqa: E402
from tables.layouts import Document, Layout, find_layout, laid_out, make_document, read_layouts  # isort: skip  # noqa: E402
from tables.prose import wording  # isort: skip  # noqa: E402
from tables.styles import MARKS  # isort: skip  # noqa: E402
from tables.values import APPLICANTS, DOCUMENTS, T2, Era, Values, cell_keys  # isort: skip  # noqa: E402
from tables.values import failing, next_year, plant_fault, true_values  # isort: skip  # noqa: E402

LAYOUTS = read_layouts()
SET = {layout: make_document(layout, "standard", "test") for layout in LAYOUTS}
SUMS = ("outcomes_total", "intake_balance", "applicants_total", "disputes_total")
SEEDS = st.integers(0, 2**32)
ERAS: st.SearchStrategy[Era] = st.sampled_from(["trial", "standard"])


@given(SEEDS, ERAS)
def test_true_values_agree(seed: int, era: Era) -> None:
    values = true_values(Random(seed), era)
    assert list(values) == cell_keys(era)
    assert not failing(values)
    signed = {key for key in values if key[2] == "change"}
    assert all(value >= 0 for key, value in values.items() if key not in signed)


@given(SEEDS, ERAS)
def test_next_year_goes_on(seed: int, era: Era) -> None:
    rng = Random(seed)
    last = true_values(rng, era)
    year = next_year(last, rng)
    assert list(year) == cell_keys(era)
    assert not failing(year)
    assert all(year["t3", "carried_in", who] == last["t3", "carried_out", who] for who in (*APPLICANTS, "all"))
    for row in DOCUMENTS:
        now = {column: year["t2", row, column] for column in T2[era][row]}
        if era == "standard":
            assert now["in_force"] == last["t2", row, "in_force"] + now["made"] - now["repealed"]
            assert now["repealed"] <= last["t2", row, "in_force"] + now["made"]
        else:
            assert now["total"] == last["t2", row, "total"] + now["opened"]


@given(SEEDS, ERAS)
def test_a_planted_fault_breaks_what_it_says(seed: int, era: Era) -> None:
    rng = Random(seed)
    values = true_values(rng, era)
    changed, key, failures = plant_fault(values, rng)
    assert {each for each in values if values[each] != changed[each]} == {key}
    assert failures
    assert failing(changed) == failures


def test_layouts_are_many() -> None:
    assert len({(layout.format, layout.name) for layout in LAYOUTS}) == len(LAYOUTS) >= 60
    assert min(Counter(layout.format for layout in LAYOUTS).values()) >= 10
    assert {state for each in SET.values() for _, state in each.truth["cells"].values()} == {
        "number",
        "zero",
        "blank",
        "na",
    }


def _named(layout: Layout) -> str:
    return f"{layout.format}-{layout.name}"


@pytest.mark.parametrize("era", ["standard", "trial"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=_named)
def test_truth_is_what_was_laid_out(layout: Layout, era: Era) -> None:
    """Each value stands in its cell as its state says, and all of them reach the file in order."""
    document = SET[layout] if era == "standard" else make_document(layout, era, "test")
    cells = laid_out(document)
    assert {".".join(key) for key in cells} == set(document.truth["cells"])
    for key, texts in cells.items():
        value, state = document.truth["cells"][".".join(key)]
        assert (len(texts) > 1) == (".".join(key) in document.truth["split"])
        assert _read("".join(texts)) == (value, state), key
    text, at = _text_of(document), 0
    for key in cells:
        for surface in cells[key]:
            at = text.find(surface, at) + len(surface)
            assert at >= len(surface), (key, surface)


def _read(surface: str) -> tuple[str, str]:
    """Value and state of a cell, by the plainest of rules."""
    if not surface or surface in MARKS:
        return "", "na" if surface else "blank"
    plain = "".join(str(int(c)) if c.isdigit() else "." if c == "．" else c for c in surface)
    value = Decimal(re.sub(r"[,，]|万元?|件|项", "", plain))
    return f"{value:f}" if value else "0", "number" if value else "zero"


def _text_of(document: Document) -> str:
    """All that a file says, without blanks, in its order; characters are Simplified or not."""
    content, kind = document.content, document.truth["format"]
    if kind == "pdf":
        import pypdfium2

        pages = pypdfium2.PdfDocument(content)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    elif kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = archive.read("word/document.xml").decode("utf-8")
        text = html.unescape(re.sub(r"<w:delText>.*?</w:delText>|<[^>]+>", "", text))
    else:
        text = content.decode("gb18030" if document.name.startswith("txt-placed_tabs") else "utf-8")
        text = html.unescape(re.sub(r"<[^>]+>", "", text)) if kind == "html" else text
    return "".join(text.split())


@pytest.mark.parametrize(
    ("kind", "name"), [("html", "nested"), ("docx", "tracked"), ("pdf", "flow"), ("txt", "trad_bars")]
)
def test_the_same_seed_gives_the_same_bytes(kind: str, name: str) -> None:
    layout = find_layout(kind, name)
    again = make_document(layout, "standard", "test")
    assert (again.content, again.truth) == (SET[layout].content, SET[layout].truth)
    assert make_document(layout, "standard", "other").content != again.content


def test_a_split_number_can_be_joined() -> None:
    split = [document for document in SET.values() if document.truth["split"]]
    assert len(split) == 2
    for document in split:
        assert all(document.truth["cells"][key][1] == "number" for key in document.truth["split"])


def test_glued_digits_have_one_place_each() -> None:
    for seed in range(40):
        document = make_document(find_layout("txt", "digits_glued"), "trial", str(seed))
        glued = {key: value for key, (value, _) in document.truth["cells"].items() if not key.startswith("t2")}
        assert all(len(value) == 1 for value in glued.values())


def test_places_of_the_set_are_invented() -> None:
    with (ROOT / "src/policytext/data/places.csv").open(encoding="utf-8", newline="") as file:
        real = {row["name"] for row in csv.DictReader(file)}
    assert not real & set(wording()["places"])


def test_each_check_fails_once_and_holds_once() -> None:
    failing_checks = {check for case in read_cases() for check, _ in case.fails}
    holding = {case.check for case in read_cases() if not case.fails}
    assert {case.check for case in read_cases()} == failing_checks == holding
    assert len({case.stem for case in read_cases()}) == len(read_cases())


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.stem)
def test_sums_fail_where_the_case_says_so(case: Case) -> None:
    *before, document = make_case(case)
    values = _values(document)
    assert failing(values) == {(check, subject) for check, subject in case.fails if check in SUMS}
    assert len(before) == case.years - 1
    broken = {check for check, _ in case.fails}
    for last in map(_values, before):
        assert not failing(last)
        assert (values["t3", "carried_in", "all"] != last["t3", "carried_out", "all"]) == ("carried" in broken)
        assert set(_unlike(values, last)) == {row for check, row in case.fails if check == "in_force"}
    counts = {key: value for key, value in values.items() if key[2] not in ("change", "amount")}
    below = {key for key, value in counts.items() if value < 0 or value % 1}
    assert {".".join(key) for key in below} == {subject for check, subject in case.fails if check == "counts_whole"}


def _unlike(values: Values, last: Values) -> list[str]:
    """Rows whose documents in force do not follow from those of the year before."""
    if ("t2", "rules", "made") not in values:
        return []
    get = {(row, column): values["t2", row, column] for row in DOCUMENTS for column in T2["standard"][row]}
    due = {row: last["t2", row, "in_force"] + get[row, "made"] - get[row, "repealed"] for row in DOCUMENTS}
    return [row for row in DOCUMENTS if get[row, "in_force"] != due[row]]


def _values(document: Document) -> Values:
    cells = {tuple(key.split(".")): value for key, (value, _) in document.truth["cells"].items()}
    return {(table, row, column): Decimal(value) for (table, row, column), value in cells.items()}


def test_readme_is_fresh() -> None:
    assert make_tables.README.read_text(encoding="utf-8") == make_tables.fresh_readme(), (
        "run corpora/make_tables.py --readme"
    )


def test_a_set_is_written_with_its_truth(tmp_path: Path) -> None:
    documents = [SET[layout] for layout in LAYOUTS[:3]]
    make_tables.write_set(documents, tmp_path)
    assert len((tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert {path.name for path in tmp_path.iterdir()} == {"truth.jsonl", *[document.name for document in documents]}
