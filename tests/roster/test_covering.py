"""Every entry of a roster once, every file once; what is sure is matched, what is not is listed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.roster import Entry, count_unreceived, cover
from policytext.store import TABLES, tables_of


def report(number, place=None, year=2023, *, adcode=None, key=None, organ=None, level="county", city=None):
    row = dict.fromkeys(TABLES["reports"].names)
    key = key or adcode or place
    known = {"place": place, "adcode": adcode, "place_id": key, "organ": organ, "organ_level": level, "city": city}
    return row | known | {"report_id": f"r{number}", "source": f"{number}.txt", "year": year}


def failure(source, reason="damaged", message="get it again"):
    return {"source": source, "reason": reason, "stage": "read", "message": message}


def statuses(entries, reports=(), failures=()):
    rows = cover(tables_of({"reports": list(reports), "failures": list(failures)}), entries)
    return [row["status"] for row in rows if row["expected"]], [row for row in rows if not row["expected"]]


@pytest.mark.parametrize(
    ("entry", "came", "status"),
    [
        (Entry(2, "密云区人民政府", None, None, "北京市", 2023), report(1, "密云县", adcode="110228"), "received"),
        (
            Entry(2, "密云县", "110228", None, None, 2023),
            report(1, "密云区", key="110228", adcode="110118"),
            "received",
        ),
        (Entry(2, "滨海新区", None, None, "天津市", 2023), report(1, "塘沽区", adcode="120107"), "unsure"),
        (Entry(2, "鼓楼区", None, None, None, 2023), report(1, "鼓楼区", adcode="320106"), "unsure"),
        (Entry(2, "鼓楼区", None, None, "南京市", 2023), report(1, "鼓楼区", adcode="320106"), "received"),
        (Entry(2, "鼓楼区", None, None, "南京市", 2023), report(1, "鼓楼区", adcode="350102"), "missing"),
        (Entry(2, "苍梨县", None, None, None, 2023), report(1, "苍梨县"), "received"),
        (Entry(2, "苍梨县", None, None, "甲市", 2023), report(1, "苍梨县", city="乙市"), "unsure"),
        (Entry(2, "苍梨县", None, None, None, 2023), report(1, "苍梨县", year=None), "unsure"),
        (Entry(2, "苍梨县", None, None, None, 2022), report(1, "苍梨县"), "wrong_year"),
        (Entry(2, "苍梨县", None, None, None, None), report(1, "苍梨县"), "received"),
        (Entry(2, "苍梨县", None, None, None, 2023), report(1, "苍藜县"), "missing"),
        (Entry(2, "青梨县", None, None, None, 2023, ("苍梨县",)), report(1, "苍梨县"), "received"),
        (
            Entry(2, "苍梨县财政局", None, None, None, 2023),
            report(1, "苍梨县", organ="苍梨县财政局", level="department"),
            "received",
        ),
        (
            Entry(2, "苍梨县财政局", None, None, None, 2023),
            report(1, "青禾县", organ="青禾县财政局", level="department"),
            "missing",
        ),
        (
            Entry(2, "苍梨县财政局", None, None, None, 2023),
            report(1, organ="财政局", level="department"),
            "unsure",
        ),
        (
            Entry(2, "苍梨县", None, None, None, 2023),
            report(1, "苍梨县", organ="财政局", level="department"),
            "missing",
        ),
        (
            Entry(2, "青禾镇", None, None, None, 2023),
            report(1, organ="青禾镇人民政府", level="township"),
            "received",
        ),
    ],
)
def test_only_what_is_sure_is_matched(entry, came, status) -> None:
    found, files = statuses([entry], [came])
    assert found == [status]
    assert len(files) == (status != "received")


def test_versions_of_one_year_are_told_from_reports_of_two() -> None:
    two = [report(1, "苍梨县"), report(2, "苍梨县"), report(3, "苍梨县", 2022)]
    assert statuses([Entry(2, "苍梨县", year=2023), Entry(3, "苍梨县", year=2022)], two)[0] == [
        "several_versions",
        "received",
    ]
    assert statuses([Entry(2, "苍梨县")], two[1:])[0] == ["received"]


def test_files_that_were_not_scored_are_given_to_the_unit_and_year_that_their_name_names() -> None:
    entries = [Entry(2, "苍梨县", year=2023), Entry(3, "苍梨县", year=2022), Entry(4, "苍梨县青禾镇", year=2023)]
    scan = failure("苍梨县2023年报.png")
    found, files = statuses(entries, failures=[scan, failure("苍梨县.png"), failure("x/苍梨县青禾镇2023.pdf")])
    assert found == ["unreadable", "missing", "unreadable"]
    assert [(row["sources"], row["candidates"]) for row in files] == [("苍梨县.png", "苍梨县")]
    found, files = statuses(entries[:1], [report(1, "苍梨县")], [scan])
    assert (found, files[0]["status"], files[0]["unit"]) == (["received"], "unreadable", "苍梨县")


@pytest.mark.parametrize(
    ("file", "status"),
    [
        ("苍梨县财政局2023年报.png", "missing"),
        ("苍梨县人民政府2023.png", "unreadable"),
        ("2023/苍梨县.png", "unreadable"),
        ("苍梨县政府信息公开年报2023.png", "unreadable"),
        ("苍梨县2022.png", "missing"),
    ],
)
def test_a_file_of_another_organ_is_not_given_to_the_government_of_its_place(file, status) -> None:
    found, files = statuses([Entry(2, "苍梨县", year=2023)], failures=[failure(file)])
    assert found == [status]
    assert len(files) == (status == "missing")


def test_a_duplicate_names_the_file_that_stands_for_both() -> None:
    message = "the same content as a.txt, which stands for both; keep one of the two"
    _, (row,) = statuses([Entry(2, "苍梨县")], failures=[failure("b.txt", "duplicate", message)])
    assert (row["status"], row["note"]) == ("duplicate", "与a.txt内容相同，只评一次")


@st.composite
def piles(draw):
    names, years = st.sampled_from(["苍梨县", "青禾县", "鼓楼区", "密云县"]), st.sampled_from([2022, 2023])
    given_entries = draw(st.lists(st.tuples(names, st.one_of(st.none(), years)), unique=True, max_size=6))
    entries = [Entry(row, unit, year=year) for row, (unit, year) in enumerate(given_entries, start=2)]
    came = draw(st.lists(st.tuples(st.one_of(st.none(), names), st.one_of(st.none(), years)), max_size=8))
    reports = [report(number, place, year) for number, (place, year) in enumerate(came)]
    lost = draw(st.lists(st.tuples(names, years), unique=True, max_size=4))
    return entries, reports, [failure(f"{name}{year}.pdf") for name, year in lost]


@given(piles())
def test_every_entry_and_every_file_once(pile) -> None:
    entries, reports, failures = pile
    rows = cover(tables_of({"reports": reports, "failures": failures}), entries)
    assert [(row["unit"], row["year"]) for row in rows if row["expected"]] == [(e.unit, e.year) for e in entries]
    files = sorted(file for row in rows if row["sources"] for file in row["sources"].split("；"))
    assert files == sorted(row["source"] for row in (*reports, *failures))
    got = sum(row["expected"] and bool(row["report_ids"]) for row in rows)
    assert count_unreceived(rows) == len(entries) - got
