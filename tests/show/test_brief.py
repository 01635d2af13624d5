"""The brief: what it says rests on the tables, one page is one page, and without names it names nobody."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import asdict
from io import BytesIO
from zipfile import ZipFile

import pyarrow as pa
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import UsageError
from policytext.show import Options, make_brief, write_brief
from policytext.show.brief_files import WRITERS
from policytext.show.brief_findings import find_looks, find_sentences
from policytext.show.brief_rows import hide_names, letters, read_rows
from policytext.show.brief_words import BriefWords
from policytext.store import Tables

DAY = "2024-05-31"
LATEST = 2023
SIZES = (1, 3, 8, 40, 300)
FORBIDDEN = ("空话", "抄袭", "造假", "未兑现", "失信", "倒数", "垫底", "久拖不决", "得分", "分数")


@pytest.fixture(scope="module")
def brief(demo):
    return make_brief(demo, day=DAY)


def pages_of(pdf):
    return len(pypdfium2.PdfDocument(pdf))


def words_of(brief):
    told = [brief.title, brief.issued, *brief.sentences, *brief.looks, *brief.notes]
    return "\n".join([*told, *(text for panel in brief.panels for text in (panel.title, panel.alt))])


def test_sentences_rest_on_the_tables(brief, demo) -> None:
    ranks = [row for row in demo["ranks"].to_pylist() if row["year"] == LATEST]
    commitments, checkable = (sum(row[name] for row in ranks) for name in ("commitments", "checkable"))
    assert f"共作出承诺{commitments}条，其中可核承诺{checkable}条（n={commitments}条）" in brief.sentences[1]
    assert len(brief.sentences) == 5
    assert all(re.search(r"\d", sentence) for sentence in brief.sentences)
    rates = [row for row in demo["followthrough_rates"].to_pylist() if row["next_year"] == LATEST]
    assert f"n={sum(row['assessable'] for row in rates)}条" in brief.sentences[3]


def test_at_most_three_things_each_with_where(brief) -> None:
    assert 1 <= len(brief.looks) <= 3
    assert all("——见" in look for look in brief.looks)
    assert len(brief.panels) == 2


def test_a_sentence_whose_figure_is_missing_is_left_out(demo) -> None:
    rows = read_rows(demo) | {"followthrough_rates": [], "recurring": [], "checks": [], "year_checks": []}
    told = find_sentences(rows, LATEST, BriefWords("zh"))
    assert len(told) == 4
    assert not any("进展" in sentence for sentence in told)
    assert all("再次出现" not in look for look in find_looks(rows, LATEST, BriefWords("zh")))


def test_the_roster_comes_first_where_there_is_one(demo) -> None:
    roster = [{"unit": f"缺报{name}县", "adcode": f"99000{name}", "year": LATEST, "status": "missing"} for name in "12"]
    roster = [row | {"level": "county"} for row in roster]
    roster += [{"unit": "漪城县", "adcode": "990009", "year": LATEST, "status": "received"}]
    roster = [row | {"expected": True} for row in roster]
    tables = demo.joined(Tables({"coverage": lambda: pa.Table.from_pylist(roster)}))
    brief = make_brief(tables, day=DAY)
    assert "应报3个单位，收到1个，缺2个" in brief.sentences[0]
    assert "缺报1县、缺报2县" in brief.looks[0]
    hidden = words_of(make_brief(tables, day=DAY, anonymous=True))
    assert "缺报" not in hidden
    assert "县A、县B" in hidden
    rows = hide_names(read_rows(tables), BriefWords("zh"))
    named = {row["unit"] for name in ("ranks", "coverage") for row in rows[name]}
    assert len(named) == 10  # a unit that has reports and stands on the roster has one name


def test_only_entries_of_the_roster_count_and_only_those_that_came(demo) -> None:
    report = next(row for row in demo["ranks"].to_pylist() if (row["place"], row["year"]) == ("漪城县", LATEST))
    told = (
        ("漪城县人民政府", LATEST, "received", True, report["report_id"]),
        ("缺报甲县", LATEST, "unreadable", True, None),
        ("缺报乙县", None, "unsure", True, None),
        ("缺报丙县", LATEST - 1, "missing", True, None),
        ("漪城县人民政府", LATEST, "wrong_year", False, None),
        ("名单外县", LATEST, "not_on_roster", False, None),
    )
    names = ("unit", "year", "status", "expected", "report_ids")
    roster = [dict(zip(names, row, strict=True)) | {"adcode": None} for row in told]
    tables = demo.joined(Tables({"coverage": lambda: pa.Table.from_pylist(roster)}))
    brief = make_brief(tables, day=DAY)
    assert "应报3个单位，收到1个，缺2个" in brief.sentences[0]
    assert "2个单位没有可用的2023年度报告：缺报乙县、缺报甲县" in brief.looks[0]
    units = {row["unit"] for row in read_rows(tables)["coverage"]}
    assert units == {"漪城县", "缺报甲县", "缺报乙县", "缺报丙县"}


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (["not_a_report", "not_a_report", "empty"], "3个文件未能测量，多因“不像政府信息公开年度报告”——"),
        (["not_a_report", "damaged", "duplicate", "duplicate"], "2个文件未能测量——"),
        (["duplicate"], ""),
    ],
)
def test_a_reason_is_told_where_most_files_share_it(demo, reasons, told) -> None:
    rows = read_rows(demo) | {"failures": [{"reason": reason} for reason in reasons]}
    quiet = {name: [] for name in ("checks", "year_checks", "coverage", "recurring", "followthrough_rates")}
    looks = [look for look in find_looks(rows | quiet, LATEST, BriefWords("zh")) if "文件" in look]
    assert [look[: len(told)] for look in looks] == ([told] if told else [])


def test_words_for_people(brief) -> None:
    assert not [word for word in FORBIDDEN if word in words_of(brief)]
    assert "依据公开年报文本自动测量，不评价工作实绩，未经人工复核不作扣分依据" in brief.notes[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_without_names_no_file_names_a_place(demo, ending, lang) -> None:
    if ending == "pdf":
        pytest.importorskip("weasyprint", reason="weasyprint is not installed: no PDF to look at")
    rows = demo["reports"].to_pylist()
    columns = ("place", "organ", "province", "city", "county", "adcode", "source", "title")
    names = {row[name] for row in rows for name in columns if row[name]}
    names |= {row["place"][:2] for row in rows} | {row["source"].split("-")[0].split("/")[-1] for row in rows}
    data = WRITERS[ending](make_brief(demo, Options(lang=lang), day=DAY, anonymous=True))
    text = readable(data, ending)
    assert not [name for name in names if name in text]
    assert ("县A" if lang == "zh" else "County ") in text or ending == "docx"


def readable(data, ending):
    """Every part of a file as text, what is packed unpacked."""
    if ending == "html":
        return data.decode()
    if ending == "pdf":
        document = pypdfium2.PdfDocument(data)
        return "".join(page.get_textpage().get_text_bounded() for page in document) + str(document.get_metadata_dict())
    with ZipFile(BytesIO(data)) as parts:
        return "".join(name + parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_name_stands_for_one_unit_everywhere(demo) -> None:
    rows = read_rows(demo)
    hidden = hide_names(rows, BriefWords("zh"))
    pairs = {
        (plain["unit"], other["unit"])
        for name in ("ranks", "followthrough_rates", "recurring")
        for plain, other in zip(rows[name], hidden[name], strict=True)
    }
    assert len(pairs) == len({plain for plain, _ in pairs}) == len({other for _, other in pairs}) == 8


def test_a_province_is_hidden_in_the_peers_too() -> None:
    row = {
        "unit": "甲县",
        "adcode": "999999",
        "peers": "某省/county/standard",
        "organ_level": "county",
        "place": "甲县",
    }
    empty = {name: [] for name in ("followthrough_rates", "recurring", "reports", "checks", "coverage", "failures")}
    hidden = hide_names(empty | {"ranks": [row]}, BriefWords("zh"))["ranks"][0]
    assert hidden["peers"] == "省A/county/standard"
    assert (hidden["unit"], hidden["place"], hidden["adcode"]) == ("县A", "", "000000")


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_letters_tell_units_apart(one, other) -> None:
    assert (letters(one) == letters(other)) == (one == other)


@pytest.mark.parametrize(("units", "lang"), [*((units, "zh") for units in SIZES), (8, "en"), (300, "en")])
def test_one_page_in_pdf(panel_of, units, lang) -> None:
    pytest.importorskip("weasyprint", reason="weasyprint is not installed: pages cannot be counted")
    brief = make_brief(panel_of(units), Options(lang=lang), day=DAY)
    assert pages_of(WRITERS["pdf"](brief)) == 1
    assert max(panel.figure.get_figheight() for panel in brief.panels) < 5.5


def test_one_page_in_word(panel_of, demo, tmp_path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed: pages of a Word document cannot be counted")
    panels = [(demo, "demo", "zh"), (demo, "demo", "en"), *((panel_of(units), units, "zh") for units in SIZES)]
    for tables, name, lang in panels:
        write_brief(make_brief(tables, Options(lang=lang), day=DAY), tmp_path / f"{name}-{lang}.docx")
    files = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert {path.stem: pages_of(path) for path in tmp_path.glob("*.pdf")} == {path.stem: 1 for path in files}


def test_long_texts_leave_less_room_for_charts(brief, demo, monkeypatch) -> None:
    long = ["很长的一句话，说的是同一件事。" * 9] * 5
    monkeypatch.setattr("policytext.show.brief.find_sentences", lambda *_: long)
    tight = make_brief(demo, day=DAY)
    assert tight.text < brief.text
    pytest.importorskip("weasyprint", reason="weasyprint is not installed: pages cannot be counted")
    assert pages_of(WRITERS["pdf"](tight)) == 1


def test_above_and_below_are_listed_both_or_not_at_all(panel_of) -> None:
    for units in SIZES:
        rows = [row for row in panel_of(units)["ranks"].to_pylist() if row["year"] == LATEST]
        shown = {
            text.get_text()
            for axes in make_brief(panel_of(units), day=DAY).panels[0].figure.axes
            for text in axes.texts
        }
        named = {row["group"] for row in rows if row["unit"] in shown}
        assert not named or named >= {"above", "below"} & {row["group"] for row in rows}


def test_the_same_tables_give_the_same_bytes(demo, brief) -> None:
    again = make_brief(demo, day=DAY)
    for ending in ("docx", "html"):
        assert WRITERS[ending](brief) == WRITERS[ending](again)
    assert words_of(brief) == words_of(again)
    assert asdict(brief).keys() == asdict(again).keys()


def test_wrong_calls_teach(demo, brief, tmp_path) -> None:
    with pytest.raises(UsageError, match=r"written as \.docx, \.html, \.pdf"):
        write_brief(brief, tmp_path / "简报.odt")
    with pytest.raises(UsageError, match="is no day"):
        make_brief(demo, day="5月31日")
    with pytest.raises(UsageError, match="panel/county/standard"):
        make_brief(demo, Options(peers="某省"))
    with pytest.raises(UsageError, match="there are 2016"):
        make_brief(demo, Options(years=(1999,)))


def test_the_day_and_the_issuer_are_said(demo) -> None:
    assert make_brief(demo, issuer="测评组", day=DAY).issued.startswith("测评组　2024年5月31日")
    assert "年" not in make_brief(demo).issued  # the tables were never on disk: no day is made up
