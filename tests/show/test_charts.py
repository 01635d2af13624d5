"""Every kind of chart: at every size of panel without a warning, inside its page, true to its table."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from matplotlib.text import Text

import policytext as pt
from policytext.errors import DataError, UsageError
from policytext.show import CHARTS, Options, draw_chart

# The other tests draw every kind with 8 and with 40 units.
SIZES = (3, 300)


def outside(figure):
    """Texts that reach out of the figure, or are cut at its edge."""
    figure.savefig(io.BytesIO(), format="png", dpi=72)
    renderer, whole = figure._get_renderer(), figure.bbox
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    boxes = {text.get_text(): text.get_window_extent(renderer) for text in texts}
    return [
        text
        for text, box in boxes.items()
        if box.x0 < whole.x0 or box.x1 > whole.x1 or box.y0 < whole.y0 or box.y1 > whole.y1
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", CHARTS)
def test_every_kind_draws_at_every_size(kind, size, panel_of):
    drawings = draw_chart(kind, panel_of(size))
    assert drawings
    for drawing in (drawings[0], drawings[-1]):
        assert not drawing.data.empty
        assert drawing.title
        assert "n = " in drawing.subtitle
        assert drawing.alt
        assert drawing.data["name"].nunique() <= 40
        assert set(drawing.columns) == set(drawing.data.columns)
    if kind in ("heatmap", "levels", "labels", "particulars", "ranking", "trend"):
        assert len({name for drawing in drawings for name in drawing.data["name"]}) == size


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", CHARTS)
def test_text_stays_inside_and_the_standing_note_is_there(kind, lang, panel_of):
    drawing = draw_chart(kind, panel_of(8), Options(lang=lang, ranks=True))[0]
    assert outside(drawing.figure) == []
    foot = (" " if lang == "en" else "").join(text.get_text() for text in drawing.figure.texts)
    note = "不评价工作实绩" if lang == "zh" else "no assessment of actual work"
    assert note in foot


@pytest.mark.parametrize("kind", CHARTS)
def test_a_crowded_page_stays_inside_and_its_rows_do_not_touch(kind, panel_of):
    figure = draw_chart(kind, panel_of(40))[0].figure
    assert outside(figure) == []
    for axes in figure.axes:
        boxes = [label.get_window_extent() for label in axes.get_yticklabels() if label.get_text()]
        tops = sorted((box.y0, box.y1) for box in boxes)
        assert all(below[1] <= above[0] + 0.5 for below, above in pairwise(tops))


def test_a_missing_report_is_never_zero(panel_of):
    tables = panel_of(40)
    data = draw_chart("heatmap", tables)[0].data
    reports = {(row["place"], row["year"]) for row in tables["reports"].to_pylist()}
    drawn = {(row["name"], row["year"]): row for row in data.to_dict("records")}
    missing = {key for key, row in drawn.items() if row["state"] == "missing"}
    assert missing
    assert missing.isdisjoint(reports)
    assert data[data["state"] == "missing"][["checkable", "commitments", "specificity"]].isna().all(axis=None)


def test_no_commitment_is_told_from_no_checkable_one(panel_of):
    tables = panel_of(40)
    data = draw_chart("heatmap", tables)[0].data
    none = data[data["state"] == "no commitment"]
    assert len(none)
    assert (none["commitments"] == 0).all()
    assert (data[data["state"] == "scored"]["commitments"] > 0).all()


@pytest.mark.parametrize("value", ["checkable", "specificity"])
def test_heatmap_shows_the_figures_of_the_table(value, panel_of):
    tables = panel_of(8)
    drawing = draw_chart("heatmap", tables, Options(value=value))[0]
    shown = [text.get_text() for text in drawing.figure.axes[1].texts]
    scored = drawing.data[drawing.data["state"] == "scored"].to_dict("records")
    wanted = [
        f"{row['checkable']}/{row['commitments']}" if value == "checkable" else f"{row['specificity']:.0f}"
        for row in scored
    ]
    assert [text for text in shown if text != "—"] == wanted
    by_id = {row["report_id"]: row for row in tables["reports"].to_pylist()}
    assert all(row["checkable"] == by_id[row["report_id"]]["checkable"] for row in scored)


def test_ranking_keeps_numbers_back_and_few_apart(panel_of):
    tables = panel_of(40)
    plain, told = (draw_chart("ranking", tables, Options(ranks=ranks))[0] for ranks in (False, True))
    assert "rank" not in plain.data.columns
    assert {"rank", "rank_low", "rank_high"} <= set(told.data.columns)
    few = plain.data[plain.data["group"] == "few"]
    assert len(few)
    assert few["few"].all()
    lines = [line for line in plain.figure.axes[0].lines if line.get_marker() not in ("None", "")]
    assert len(lines) == len(plain.data) - len(few)


def test_a_unit_without_peers_is_shown_and_not_compared(panel_of):
    import pyarrow as pa

    tables = panel_of(3)
    rows = [{**row, "group": None, "rank": None, "few": False} for row in tables["ranks"].to_pylist()]
    alone = tables.joined({"ranks": pa.Table.from_pylist(rows, schema=tables["ranks"].schema)})
    drawing = draw_chart("ranking", alone, Options(ranks=True))[0]
    assert set(drawing.data["group"]) == {"alone"}
    assert "未参与比较：同组没有其他可比单位（3个单位）" in [text.get_text() for text in drawing.figure.axes[0].texts]


def test_order_within_a_group_is_by_adcode_not_by_index(panel_of):
    tables = panel_of(40)
    code = {row["place"]: row["adcode"] for row in tables["reports"].to_pylist()}
    for _, part in draw_chart("ranking", tables)[0].data.groupby("group"):
        codes = [code[name] for name in part["name"]]
        assert codes == sorted(codes)


def test_years_places_and_pages_are_chosen(panel_of):
    tables = panel_of(40)
    drawing = draw_chart("levels", tables, Options(years=(2020,), places=("洮南县", "沄水县")))[0]
    assert list(drawing.data["name"]) == ["洮南县", "沄水县"]
    assert set(drawing.data["year"]) == {2020}
    assert len(draw_chart("levels", tables, Options(per_page=10))) == 4


def test_wrong_choices_are_said(panel_of):
    tables = panel_of(3)
    with pytest.raises(UsageError, match="no chart 'pie'"):
        draw_chart("pie", tables)
    with pytest.raises(UsageError, match="there are 2018 to 2023"):
        draw_chart("levels", tables, Options(years=(1999,)))
    with pytest.raises(UsageError, match="no unit"):
        draw_chart("levels", tables, Options(places=("某县",)))
    with pytest.raises(UsageError, match="lang"):
        Options(lang="fr")
    with pytest.raises(UsageError, match="colour not known"):
        pt.charts.levels(tables, colour="pink")


def test_missing_comparisons_are_asked_for(panel_of):
    from policytext.store import TABLES, Tables

    whole = panel_of(3)
    base = Tables({name: (lambda name=name: whole[name]) for name in TABLES})
    with pytest.raises(DataError, match="policytext compare"):
        draw_chart("trend", base)
    assert draw_chart("heatmap", base)[0].data.equals(draw_chart("heatmap", whole)[0].data)


def test_a_figure_for_every_kind(panel_of):
    tables = panel_of(3)
    for kind in CHARTS:
        assert getattr(pt.charts, kind)(tables, year=2022 if kind != "diffusion" else 2023).get_axes()


def test_departments_of_the_same_name_are_told_apart(panel_of):
    import pandas as pd

    from policytext.show.frames import named

    rows = [
        {"unit": "县财政局", "place": "洮南县", "adcode": "1", "peers": "panel/department/free"},
        {"unit": "县财政局", "place": "云水县", "adcode": "2", "peers": "panel/department/free"},
        {"unit": "鼓楼区", "place": "鼓楼区", "adcode": "3", "peers": "panel/county/free"},
        {"unit": "鼓楼区", "place": "鼓楼区", "adcode": "4", "peers": "panel/county/free"},
    ]
    names = list(named(pd.DataFrame(rows), Options())["name"])
    assert names == ["洮南县 县财政局", "云水县 县财政局", "鼓楼区 3", "鼓楼区 4"]
