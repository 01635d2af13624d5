"""Tables -> the sheets of ``scores.xlsx``: what an evaluator reads, in Chinese, with the quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.records import DIVISION_LEVELS
from policytext.store.cell_sheet import cell_columns, cell_rows
from policytext.store.check_sheet import check_rows
from policytext.store.comparison_sheets import make_follow, make_ranks, make_recurring
from policytext.store.rows import Row, join_list
from policytext.store.sheet_fields import fields_of, own_fields
from policytext.store.wording import headline, level_name, name_of, remark, told_notices, words
from policytext.store.workbook import Sheet, write_book

if TYPE_CHECKING:
    from policytext.store.reading import Tables

Key = tuple[str, int]

_PLACE = ("place", "year")
_TRACE = ("organ", "source", "report_id", "statement_id", "start", "end")


def write_scores(tables: Tables, path: Path) -> None:
    """Write ``scores.xlsx``: 说明 and the sheets of ``SHEETS``, without those whose table is not there.

    Args:
        tables: a dataset.
        path: the file to write.
    """
    reports = _reports_by_place(tables)
    sheets = (make(tables, reports) for name, make in SHEETS.items() if name in tables)
    started = tables.run.get("started")
    created = datetime.fromisoformat(started).replace(tzinfo=None) if started else None
    write_book(path, sheets, created, _made_from(tables))


def _made_from(tables: Tables) -> str:
    """What the workbook was made from; "" where that is not known."""
    known = {"version": tables.manifest.get("version"), "started": tables.run.get("started")}
    known["digest"] = tables.manifest.get("digest", "")[:16]
    return str(words()["made_from"]).format(**known) if all(known.values()) else ""


def _coverage(tables: Tables, _: dict[str, Row]) -> Sheet:
    rows = _named(tables, "coverage", {"status": "arrivals", "level": "organ_levels"})
    return Sheet("收件情况", own_fields(tables, "coverage"), rows)


def _summary(_: Tables, reports: dict[str, Row]) -> Sheet:
    index = ("specificity", "specificity_low", "specificity_high")
    levels = tuple(f"level_{level}" for level in range(4))
    shown = ("place", "year", "headline", "remark", "level_mean", *levels, *index)
    problems = ("problem", "answered_done", "answered_planned", "unanswered", "measures")
    kinds = tuple(f"with_{kind}" for kind in words()["kinds"])
    more = ("vague_share", "distinct_particulars", "checkable_shared", *kinds, "warnings", "improvement", "checkable")
    trace = ("province", "city", "organ", "organ_level", "adcode", "place_id", "adcode_base", "source", "report_id")
    rows = (
        row
        | {"headline": headline(row), "remark": remark(row)}
        | {"organ_level": name_of("organ_levels", row["organ_level"]), "warnings": told_notices(row["warnings"])}
        for row in reports.values()
    )
    fields = fields_of("reports", (*shown, *problems, *more, *trace))
    return Sheet("评分汇总", fields, rows, printed=len(shown) + len(problems))


def _commitments(tables: Tables, reports: dict[str, Row]) -> Sheet:
    kinds = words()["kinds"]
    shown = (*_PLACE, "level_name", "text", *kinds, "weak", "why")
    particulars = _particulars_by_statement(tables)
    rows = (row | particulars.get(_key(row), {}) for row in _statements(tables, "improvement", reports))
    fields = fields_of("statements", (*shown, "action", "object", "section", *_TRACE), kinds)
    return Sheet("承诺明细", fields, rows, printed=len(shown))


def _problems(tables: Tables, reports: dict[str, Row]) -> Sheet:
    shown = (*_PLACE, "text", "answer", "answer_text")
    answers = _answers_by_problem(tables)
    unanswered = {"answer": name_of("answers", "none")}
    rows = (row | answers.get(_key(row), unanswered) for row in _statements(tables, "problem", reports))
    fields = fields_of("statements", (*shown, "level_name", "section", *_TRACE))
    return Sheet("问题清单", fields, rows, printed=len(shown))


def _measures(tables: Tables, reports: dict[str, Row]) -> Sheet:
    shown = (*_PLACE, "name", "surface", "category", "stance", "expansion", "statement")
    texts = _texts_of(tables, "measures", "statement_id")
    rows = (
        row
        | {"category": name_of("categories", row["category"]), "stance": name_of("stances", row["stance"])}
        | {"statement": texts[_key(row)]}
        for row in _placed(tables["measures"].to_pylist(), reports)
    )
    return Sheet("举措清单", fields_of("measures", (*shown, "measure_id", *_TRACE)), rows, printed=len(shown))


def _checks(tables: Tables, reports: dict[str, Row]) -> Sheet:
    shown = (*_PLACE, "severity_name", "verdict_name", "check_name", "message", "found", "expected", "text")
    fields = fields_of("checks", (*shown, "blame_name", "reason", "check", "subject", "organ", "source", "report_id"))
    order = {report_id: index for index, report_id in enumerate(reports)}
    across = tables["year_checks"].to_pylist() if "year_checks" in tables else ()
    rows = sorted(check_rows(tables, across), key=lambda row: order[row["report_id"]])
    placed = (row | {name: reports[row["report_id"]][name] for name in (*_PLACE, "organ", "source")} for row in rows)
    return Sheet("数据核对", fields, placed, printed=len(shown))


def _cells(tables: Tables, reports: dict[str, Row]) -> Sheet:
    columns = {cell: label for cell, (label, _) in cell_columns().items()}
    rows = {row["report_id"]: row for row in cell_rows(tables)}
    placed = (
        rows[report_id] | {name: report[name] for name in (*_PLACE, "organ", "source")}
        for report_id, report in reports.items()
        if report_id in rows
    )
    fields = fields_of("reports", (*_PLACE, "era", *columns, "organ", "source", "report_id"), columns)
    return Sheet("报表数据", fields, placed, frozen=3, broad=True)


def _failures(tables: Tables, _: dict[str, Row]) -> Sheet:
    rows = (row | {"reason_text": name_of("reasons", row["reason"])} for row in tables["failures"].to_pylist())
    fields = fields_of("failures", ("source", "reason_text", "reason", "stage", "message"))
    return Sheet("未评文件", fields, rows, frozen=1, empty=words()["no_failures"])


def _decisions(tables: Tables, _: dict[str, Row]) -> Sheet:
    groups = {"status": "decided", "appeal_outcome": "outcomes", "machine_label": "labels", "human_label": "labels"}
    return Sheet("复核记录", own_fields(tables, "decisions"), _named(tables, "decisions", groups))


def _named(tables: Tables, table: str, groups: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a table with the Chinese names of its codes, each column by its group of names."""
    for row in tables[table].to_pylist():
        yield row | {name: name_of(group, row[name]) for name, group in groups.items() if name in row}


#: The sheets after 说明, in their order, by the table without which there is none of each.
SHEETS: dict[str, Callable[[Tables, dict[str, Row]], Sheet]] = {
    "coverage": _coverage,
    "reports": _summary,
    "statements": _commitments,
    "answers": _problems,
    "measures": _measures,
    "ranks": make_ranks,
    "followthrough": make_follow,
    "recurring": make_recurring,
    "checks": _checks,
    "failures": _failures,
    "decisions": _decisions,
    "cells": _cells,
}


def _reports_by_place(tables: Tables) -> dict[str, Row]:
    """Reports by id, in the order in which an evaluator looks them up: code, place, organ, year.

    A report without a place shows its organ, or else its file, in the place's column: no row is nameless.
    """
    rows = tables["reports"].to_pylist()
    rows.sort(key=_order)
    return {row["report_id"]: row | {"place": row["place"] or row["organ"] or row["source"]} for row in rows}


def _order(row: Row) -> tuple[str, str, str, int, str]:
    """A government's organ does not count: it may be written in another way each year."""
    organ = "" if row["organ_level"] in DIVISION_LEVELS else row["organ"] or ""
    return row["adcode"] or "~", row["place"] or "~", organ, row["year"] or 0, row["report_id"]


def _key(row: Row) -> Key:
    return row["report_id"], row["statement_id"]


def _placed(rows: Iterable[Row], reports: dict[str, Row]) -> Iterator[Row]:
    """Rows in the order of the reports, each with the place, year, organ and source of its report."""
    order = {report_id: index for index, report_id in enumerate(reports)}
    for row in sorted(rows, key=lambda row: (order[row["report_id"]], row["start"])):
        yield row | {name: reports[row["report_id"]][name] for name in (*_PLACE, "organ", "source")}


def _statements(tables: Tables, label: str, reports: dict[str, Row]) -> Iterator[Row]:
    import pyarrow.compute as pc

    table = tables["statements"]
    labelled = table.filter(pc.match_like(table["label"], label))  # pc.equal loads pandas for the label
    for row in _placed(labelled.to_pylist(), reports):
        names = {"section": name_of("sections", row["section"]), "level_name": level_name(row["level"], row["plus"])}
        yield row | names


def _particulars_by_statement(tables: Tables) -> dict[Key, Row]:
    """For each statement a cell per kind, the weak kinds together in one."""
    found: defaultdict[Key, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in tables["particulars"].to_pylist():
        found[_key(row)][row["kind"] if row["kind"] in words()["kinds"] else "weak"].append(row["surface"])
    return {key: {kind: join_list(dict.fromkeys(cell)) for kind, cell in cells.items()} for key, cells in found.items()}


def _answers_by_problem(tables: Tables) -> dict[Key, Row]:
    """For each answered problem the best kind of answer (done before planned) and the answers' texts."""
    texts = _texts_of(tables, "answers", "answer_id")
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in tables["answers"].to_pylist():
        found[row["report_id"], row["problem_id"]].append(row)
    return {
        key: {
            "answer": name_of("answers", min(row["kind"] for row in rows)),
            "answer_text": join_list(texts[row["report_id"], row["answer_id"]] for row in rows),
        }
        for key, rows in found.items()
    }


def _texts_of(tables: Tables, name: str, column: str) -> dict[Key, str]:
    """The texts of the statements that a column of a table points to."""
    wanted = {(row["report_id"], row[column]) for row in tables[name].select(["report_id", column]).to_pylist()}
    batches = tables["statements"].select(["report_id", "statement_id", "text"]).to_batches()
    return {_key(row): row["text"] for batch in batches for row in batch.to_pylist() if _key(row) in wanted}
