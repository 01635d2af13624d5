"""The page as text: what it says, what it leads to, what it must not say."""

from __future__ import annotations

import html
import re
import tomllib
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import policytext
import policytext as pt
from policytext.errors import DataError, UsageError
from policytext.show import Options, render_report, render_units, write_report, write_units
from policytext.show.links import name_files
from policytext.show.page_words import PageWords
from policytext.show.quotes import marked_quote

DATA = Path(policytext.__file__).parent / "data"
FORBIDDEN = ("空话", "抄袭", "造假", "未兑现", "失信", "倒数", "垫底", "久拖不决", "得分")
NOTE = "依据公开年报文本自动测量，不评价工作实绩，未经人工复核不作扣分依据"
LATEST = 2023


class Outline(HTMLParser):
    """What a test asks of a page: ids, addresses, headings, and the words outside what is marked as Chinese."""

    VOID = frozenset(["meta", "br", "input", "link", "img", "hr"])

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids, self.addresses, self.headings, self.plain = [], [], [], []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        self.addresses += [values["href"]] if tag == "a" and "href" in values else []
        self.headings += [int(tag[1])] if re.fullmatch(r"h[1-6]", tag) else []
        if tag not in self.VOID:
            skipped = (values.get("lang") == "zh-CN" and tag != "html") or tag in ("svg", "style", "script", "td")
            self._open.append((tag, skipped))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(skipped for _, skipped in self._open):
            self.plain.append(data)


def rows_of(tables, name, **values):
    return [row for row in tables[name].to_pylist() if all(row[key] == value for key, value in values.items())]


def render_words(tables, options=None):
    """The page without its figures, which take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policytext.show.report.draw_figures", lambda *_: [])
        return render_report(tables, options)


def render_all(tables):
    """All pages of a folder, without figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policytext.show.report.draw_figures", lambda *_: [])
        return list(render_units(tables))


def changed(tables, name, change):
    """The tables with each row of one table changed."""
    rows = [row | change(row) for row in tables[name].to_pylist()]
    return tables.joined({name: pa.Table.from_pylist(rows, schema=tables[name].schema)})


def section_of(page, title):
    """The text of a section, from its id to the next."""
    return page[page.index(f'<section id="{title}"') :].split("</section>")[0]


@pytest.fixture(scope="module")
def page(demo):
    return render_report(demo)


def test_the_page_says_the_point_first(page, demo) -> None:
    ranks = rows_of(demo, "ranks", year=LATEST)
    checkable, commitments = (sum(row[name] for row in ranks) for name in ("checkable", "commitments"))
    assert f"8个单位共作出{commitments}条承诺，其中{checkable}条可核" in page
    again = rows_of(demo, "recurring", next_year=LATEST)
    assert f"有{len(again)}个问题在各单位上一份报告中也有，最长已连续{max(row['run'] for row in again)}份" in page
    ids = Outline(page).ids
    order = [ids.index(name) for name in ("content", "how", "groups", "highlights", "problems", "figures", "units")]
    assert order == sorted(order)


def test_the_standing_note_is_at_the_top_and_at_the_bottom(page) -> None:
    assert page.index(NOTE) < page.index("<main")
    assert page.rindex(NOTE) > page.index("<footer>")


def test_every_unit_has_a_section_with_its_texts(page, demo) -> None:
    assert page.count('<details class="unit"') == len(set(demo["ranks"]["unit"].to_pylist()))
    latest = {row["report_id"] for row in rows_of(demo, "reports", year=LATEST)}
    quoted = [
        row["text"]
        for row in rows_of(demo, "statements", label="problem", truncated=False)
        if row["report_id"] in latest
    ]
    assert quoted
    assert all(text in page for text in quoted)
    for row in rows_of(demo, "followthrough", next_year=LATEST):
        assert row["text"] in page
        assert (row["evidence"] or "") in page


def test_every_address_leads_somewhere(page) -> None:
    outline = Outline(page)
    assert len(outline.ids) == len(set(outline.ids))
    assert {address for address in outline.addresses if address[1:] not in outline.ids} == set()


def test_headings_leave_no_step_out(page, demo) -> None:
    pages = [page, *(text for _, text in render_all(demo))]
    for headings in (Outline(text).headings for text in pages):
        assert headings[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(headings))


def test_groups_stand_in_three_and_in_the_order_of_names_within(page, demo) -> None:
    table = section_of(page, "groups").split("<tbody>")[1].split("</tbody>")[0]
    shown = re.findall(r'<th scope="row"><a [^>]*>(.+?)</a></th><td class="group">(.+?)</td>', table)
    assert [group[:2] for _, group in shown] == sorted(
        (group[:2] for _, group in shown), key=["高于", "与同", "低于"].index
    )
    for group in {group for _, group in shown}:
        names = [name for name, its in shown if its == group]
        assert names == sorted(names)


def test_units_with_few_promises_stand_apart_with_their_counts(demo) -> None:
    few = "岫云县"

    def change(row):
        return {"group": None, "reason": "few", "few": True} if row["unit"] == few and row["year"] == LATEST else {}

    groups = section_of(render_words(changed(demo, "ranks", change)), "groups")
    main, apart = groups.split('class="apart"')
    assert few not in main.split("<table")[1]
    assert few in apart
    assert "不代表工作落后" in apart


def test_units_are_shown_among_their_peers_only(demo) -> None:
    def change(row):
        return {"peers": row["peers"].replace("county", "city")} if row["unit"] == "岫云县" else {}

    text = render_words(changed(demo, "ranks", change))
    assert section_of(text, "groups").count("<h3>") == 2
    assert text.count('class="heat"') == 2


def test_a_unit_without_a_report_for_the_latest_year_is_named(demo) -> None:
    rows = [row for row in demo["ranks"].to_pylist() if not (row["unit"] == "岫云县" and row["year"] == LATEST)]
    tables = demo.joined({"ranks": pa.Table.from_pylist(rows, schema=demo["ranks"].schema)})
    text = render_words(tables)
    assert "7个单位共作出" in text
    assert f"{LATEST}年没有报告的单位：" in text
    assert "岫云县" not in section_of(text, "groups").split("没有报告")[0]


def test_a_few_early_reports_do_not_stand_for_the_panel(demo) -> None:
    early = ("岫云县", "槐荡县", "沄水县")
    ranks = [row for row in demo["ranks"].to_pylist() if row["year"] < LATEST or row["unit"] in early]
    text = render_words(demo.joined({"ranks": pa.Table.from_pylist(ranks, schema=demo["ranks"].schema)}))
    assert "<h2>2022年可核承诺</h2>" in text
    assert "<h2>2023年可核承诺</h2>" in render_words(demo)
    assert "岫云县</h3> 2022年" in text, "the texts are those of the year reported on"


def test_a_year_that_is_not_there_teaches(demo) -> None:
    with pytest.raises(UsageError, match="there are 2016"):
        render_report(demo, Options(years=(1999,)))


def test_findings_quote_what_they_rest_on(page, demo) -> None:
    problems = section_of(page, "problems")
    longest = max(rows_of(demo, "recurring", next_year=LATEST), key=lambda row: row["run"])
    assert longest["next_text"] in problems
    assert f"连续{longest['run']}份报告出现" in problems
    complete = {row["evidence"] for row in rows_of(demo, "followthrough", next_year=LATEST, grade="complete")}
    assert 1 <= sum(evidence in section_of(page, "highlights") for evidence in complete) <= 5
    assert "<mark" in section_of(page, "highlights")


def test_unsure_matches_count_everywhere_and_are_told(demo, page) -> None:
    rows = [row for row in rows_of(demo, "followthrough", next_year=LATEST) if row["grade"] != "not assessable"]
    complete = [row for row in rows if row["grade"] == "complete"]
    told = re.findall(r"(\d+)条承诺中(\d+)条(?:（其中(\d+)条匹配存疑）)?，例如", section_of(page, "highlights"))
    units = {row["unit"]: [one for one in rows if one["unit"] == row["unit"]] for row in complete}
    counts = {unit: [sum(row["grade"] == "complete" for row in found)] for unit, found in units.items()}
    for unit, found in units.items():
        counts[unit] += [len(found), sum(row["unsure"] and row["grade"] == "complete" for row in found)]
    assert told
    assert all([int(n), int(of), int(doubt or 0)] in counts.values() for of, n, doubt in told)
    (point,) = re.findall(r"载明完成(\d+)条、.*?有佐证的(\d+)条中(\d+)条的匹配存疑", page)
    found = [row for row in rows if row["evidence"]]
    assert [int(n) for n in point] == [len(complete), len(found), sum(row["unsure"] for row in found)]


def test_a_notice_is_not_told_as_a_contradiction(demo, page) -> None:
    notices = [row for row in demo["checks"].to_pylist() if row["verdict"] == "fail" and row["severity"] == "note"]
    assert notices, "else nothing is tested"
    told = re.findall(r'<span class="tag">([^<]*?) · 考核评议追责</span>', page)
    assert set(told) == {"提示"}


def test_no_texts_of_old_reports_but_those_cited(page, demo) -> None:
    old = {row["report_id"] for row in rows_of(demo, "reports", year=2016)}
    texts = [row["text"] for row in rows_of(demo, "statements", label="improvement") if row["report_id"] in old]
    assert sum(text in page for text in texts) <= 2


def test_ranks_are_kept_back_unless_asked_for(page, demo) -> None:
    assert "位次（区间）" not in page
    assert "位次（区间）" in render_words(demo, Options(ranks=True))


def test_tables_of_figures_say_no_codes(page) -> None:
    figures = section_of(page, "figures")
    tables = "".join(re.findall(r"<table.*?</table>", figures, re.S))
    assert "<td" in tables
    assert not re.search(r"panel/|not distinguishable|above|below|True|False|<td>[0-9a-f]{16}</td>", tables)


def test_every_figure_has_words_a_caption_and_a_table(page) -> None:
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert len(figures) >= 8
    for figure in figures:
        assert re.search(r'<svg role="img" aria-label="[^"]{10,}"', figure)
        assert "<figcaption>图" in figure
        assert '<details class="data">' in figure


def test_files_that_were_left_out_are_named_with_the_reason(demo) -> None:
    row = {"source": "扫描.pdf", "reason": "no_text_layer", "stage": "read", "message": "no text"}
    failures = pa.Table.from_pylist([row], schema=demo["failures"].schema)
    text = render_words(demo.joined({"failures": failures}))
    assert "1个文件未能评分" in text
    assert "<td>扫描.pdf</td><td>扫描件没有文字层，请先做文字识别</td>" in text


def test_the_page_is_the_same_every_time(page, demo) -> None:
    assert render_report(demo) == page


def test_english_marks_what_is_chinese(demo) -> None:
    english = render_report(demo, Options(lang="en"))
    assert '<html lang="en">' in english
    outline = Outline(english)
    units = "|".join(map(re.escape, set(demo["ranks"]["unit"].to_pylist())))
    measures = "|".join(map(re.escape, set(demo["diffusion"]["name"].to_pylist())))
    own = [re.sub(f"{units}|{measures}", "", text) for text in outline.plain]
    assert [text for text in own if re.search(r"[\u4e00-\u9fff]", text)] == []
    assert "commitments; 18 of them can be checked" in english


def test_pages_of_a_folder_lead_to_each_other(demo, tmp_path) -> None:
    assert write_units(demo, tmp_path / "pages") == 8
    texts = {path.name: Outline(path.read_text(encoding="utf-8")) for path in (tmp_path / "pages").iterdir()}
    units = set(demo["ranks"]["unit"].to_pylist())
    assert set(texts) == {"index.html", *(f"{unit}.html" for unit in units)}
    for name, outline in texts.items():
        for address in outline.addresses:
            file, _, anchor = unquote(address).partition("#")
            assert not anchor or anchor in texts[file or name].ids, address
    assert {unquote(address) for address in texts["index.html"].addresses} >= {f"{unit}.html" for unit in units}


def test_every_page_of_a_folder_has_the_note(demo) -> None:
    assert all(text.count(NOTE) >= 2 for _, text in render_all(demo))


def test_names_of_files_are_unlike_on_any_file_system() -> None:
    long = "县" * 300
    files = name_files(["index", "A", "a", "甲/县", "甲:县", "..", long, long + "局"])
    assert len({file.casefold() for file in files.values()}) == len(files)
    assert not {"index.html", "...html"} & set(files.values())
    assert all(len(file.encode()) < 255 for file in files.values())


def test_missing_comparisons_teach(demo) -> None:
    from policytext.store import TABLES, Tables

    bare = Tables({name: lambda name=name: demo[name] for name in TABLES})
    with pytest.raises(DataError, match=r"pt\.compare"):
        render_report(bare)


def test_no_unit_and_no_year_teach(demo) -> None:
    with pytest.raises(DataError, match="--manifest"):
        render_report(demo.joined({"ranks": demo["ranks"].slice(0, 0)}))


def test_nothing_is_written_when_the_page_cannot_be_made(demo, tmp_path) -> None:
    with pytest.raises(DataError):
        write_report(demo.joined({"ranks": demo["ranks"].slice(0, 0)}), tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []


EVIL = "</script><img src=x onerror=alert(1)>\"' {{ 7 * 7 }} </style>"


def test_hostile_text_stays_text(demo) -> None:
    tables = changed(demo, "statements", lambda row: {"text": EVIL + (row["text"] or "")})
    tables = changed(pt.compare(tables), "reports", lambda row: {"source": EVIL})
    pages = [render_words(tables), *(text for _, text in render_all(tables))]
    for text in pages:
        assert "<img" not in text
        assert (text.count("<script"), text.count("</script"), text.count("</style")) == (1, 1, 1)
        assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_the_policy_allows_this_script_alone(page) -> None:
    script = page.split("<script>")[1].split("</script>")[0]
    hashed = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{hashed}'; style-src 'unsafe-inline'; img-src data:"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy.replace(chr(39), "&#39;")}">' in page
    assert len(script) < 5000
    assert not re.search(r"""\son\w+=|(?:src|href)=["'](?:https?:|//)|url\((?!#)""", page.replace("xlink:", ""))


def test_marks_that_overlap_are_one_and_name_both() -> None:
    spans = [
        {"start": 10, "end": 14, "kind": "deadline"},
        {"start": 12, "end": 16, "kind": "actor"},
        {"start": 13, "end": 15, "kind": "actor"},
        {"start": 16, "end": 40, "kind": "actor"},
    ]
    quote = marked_quote("6月底前由县司法局办", 10, spans, {"deadline": "时限", "actor": "责任主体"})
    both = "时限 · 责任主体"
    assert str(quote) == f'<mark title="{both}">6月底前由县<small>{both}</small></mark>司法局办'


@given(
    text=st.text(alphabet="县局<>&\"'月\n", max_size=12),
    spans=st.lists(st.tuples(st.integers(-3, 14), st.integers(0, 6)), max_size=5),
)
def test_a_marked_quote_has_every_character_of_the_text_once(text, spans) -> None:
    rows = [{"start": 7 + begin, "end": 7 + begin + length, "kind": "k"} for begin, length in spans]
    quote = str(marked_quote(text, 7, rows, {"k": "K"})).replace("<small>K</small>", "")
    assert html.unescape(re.sub(r'<mark title="K">|</mark>', "", quote)) == text


@pytest.mark.parametrize(
    "path", sorted([*(DATA / "templates").iterdir(), DATA / "page_words.toml"]), ids=lambda p: p.name
)
def test_words_that_are_not_used_on_people(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [word for word in FORBIDDEN if word in text]
    assert not re.search(r"(?<!不是评)\d+分(?!组|布|析|钟)", text)


@pytest.mark.parametrize("path", sorted((DATA / "templates").iterdir()), ids=lambda p: p.name)
def test_templates_have_no_words_of_their_own(path) -> None:
    """Every word for people stands in page_words.toml, in both languages."""
    assert not re.search(r"[\u4e00-\u9fff]", path.read_text(encoding="utf-8"))


def test_no_red_and_no_green() -> None:
    style = (DATA / "templates" / "page.css").read_text(encoding="utf-8")
    for code in re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", style):
        step = len(code) // 3
        red, green, blue = (int((code[at : at + step] * 2)[:2], 16) for at in range(0, len(code), step))
        assert red <= 1.6 * max(green, blue), code
        assert green <= 1.25 * max(red, blue), code


def test_both_languages_have_the_same_words_and_places_to_fill() -> None:
    file = tomllib.loads((DATA / "page_words.toml").read_text(encoding="utf-8"))
    assert set(file["zh"]) == set(file["en"])
    for name, phrase in file["zh"].items():
        if isinstance(phrase, str):
            assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", file["en"][name])), name
        else:
            assert set(phrase) == set(file["en"][name]), name
    assert PageWords("en").column("unit") == "unit"


def test_no_word_of_the_file_is_idle() -> None:
    """What no template and no module says can go."""
    file = tomllib.loads((DATA / "page_words.toml").read_text(encoding="utf-8"))
    sources = [*(DATA / "templates").glob("*.j2"), *(DATA.parent / "show").glob("*.py")]
    said = "".join(path.read_text(encoding="utf-8") for path in sources)
    # Findings say their kind and, with _text, their lines.
    names = [name.removesuffix("_text") for name, phrase in file["zh"].items() if isinstance(phrase, str)]
    assert [name for name in names if not re.search(f"[\"']{name}[\"']", said)] == []
