"""``checks``: a row for each unit of a year, a column for each check, how many answers do not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, by_year, in_pages, latest, unit_reports
from policytext.show.marks import cell, column_names, key, missing_cell, name_rows, name_width
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, WIDTH, Drawing, Page, fitted
from policytext.show.phrases import phrases
from policytext.show.style import ORANGE, SMALL, shortened, text_width
from policytext.store import check_ids, check_label, told_verdict

if TYPE_CHECKING:
    import pandas as pd

    from policytext.store import Tables

_AGREES, _UNCERTAIN = "#EAF1F7", "#F3CF86"


def draw_checks(tables: Tables, options: Options) -> list[Drawing]:
    """For each unit and check: nothing to see, so many that do not agree, or not asked."""
    frame = unit_reports(tables, options)
    answers = _answers(tables)
    drawings = []
    for peers, series in by_series(frame):
        for year, part in by_year(latest(series, options)):
            counts = answers[answers["report_id"].isin(part["report_id"])]
            if counts.empty:
                continue
            pages = in_pages(list(part.index), options.per_page)
            values = {"year": year, "peers": phrases("checks", options).peers(peers), "n": part["name"].nunique()}
            values |= {"asked": int(counts["asked"].sum()), "failed": int(counts["fail"].sum())}
            for at, rows in enumerate(pages):
                drawings.append(_page(part.loc[rows], counts, (at + 1, len(pages)), values, options))
    return drawings


def _answers(tables: Tables) -> pd.DataFrame:
    """For each report and check the numbers of failures, doubts and answers; checks of two years with the later one.

    Failures are told as such or as faults of form; a notice is a thing to look at, and counts with the doubts.
    """
    import pandas as pd

    columns = ["report_id", "check", "verdict", "severity"]
    names = [name for name in ("checks", "year_checks") if name in tables]
    rows = pd.concat([tables.pandas(name)[columns] for name in names])
    rows = rows[rows["verdict"] != "not_assessable"]
    told = [told_verdict(*pair) for pair in zip(rows["verdict"], rows["severity"], strict=True)]
    grouped = rows.assign(told=told).groupby(["report_id", "check"])["told"]
    return pd.DataFrame({
        "fail": grouped.agg(lambda told: int(told.isin(["fail", "form"]).sum())),
        "uncertain": grouped.agg(lambda told: int(told.isin(["uncertain", "notice"]).sum())),
        "asked": grouped.size(),
    }).reset_index()  # fmt: skip


def _page(
    frame: pd.DataFrame, answers: pd.DataFrame, page: tuple[int, int], values: dict[str, Any], options: Options
) -> Drawing:
    words = phrases("checks", options)
    checks = list(dict.fromkeys(sorted(answers["check"], key=_order)))
    names = list(frame["name"])
    labels = [shortened(check_label(check, options.lang), 1.9, SMALL) for check in checks]
    head = max(text_width(label, SMALL) for label in labels) * 0.72 + 0.2
    left = MARGIN + name_width(names)
    width = min(0.36 * len(checks), WIDTH - left - head - 0.1)
    sheet = Page(words.heading(*page, **values), 0.3 + head + ROW * len(names), fitted(left + width + head + 0.1))
    legend = [(_AGREES, words.say("agrees")), (ORANGE, words.say("fails")), (_UNCERTAIN, words.say("unsure"))]
    key(sheet, [*legend, ("", words.say("unasked"))], left, 0.0)
    axes = sheet.axes(left, 0.3 + head, width, ROW * len(names))
    name_rows(axes, names)
    column_names(axes, labels)
    for label in axes.get_xticklabels():
        label.set(rotation=45, ha="left", rotation_mode="anchor")
    known = {(report, check): counts for report, check, *counts in answers.values.tolist()}
    for row, report in enumerate(frame["report_id"]):
        for column, check in enumerate(checks):
            failed, unsure, asked = known.get((report, check), (0, 0, 0))
            if not asked:
                missing_cell(axes, column, row)
            else:
                colour = ORANGE if failed else _UNCERTAIN if unsure else _AGREES
                cell(axes, column, row, colour, str(failed or unsure or ""))
    who = frame[["name", "year", "peers", "report_id"]]
    return sheet.done("checks", who.merge(answers, on="report_id"), words.columns())


def _order(check: str) -> int:
    """The order of the file of checks: tables, text, form, years."""
    return check_ids().index(check)
