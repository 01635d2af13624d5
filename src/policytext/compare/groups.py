"""Which reports belong to a group: by the values of columns, by a mask, or by their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from policytext.corpus import LABELS
from policytext.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

Group = Mapping[str, Any] | Iterable[Any]
"""Columns of ``reports`` and their values; or a boolean for every report; or values of ``report_id``."""

_CONDITION = re.compile(r"\s*(\w+)\s*=(.*)", re.DOTALL)
_SEVERAL = re.compile(r"[,，]")
_NEXT = re.compile(r"[;；]")
_RANGE = re.compile(r"(\d{4})-(\d{4})")


def select_reports(tables: Mapping[str, pa.Table], group: Group) -> frozenset[str]:
    """The ids of the reports of a group.

    Args:
        tables: the tables of a dataset.
        group: a dict from columns of ``reports`` to a value or several, all of which must hold; or one boolean for
            each report, in the order of the table; or values of ``report_id``.

    Returns:
        Values of ``report_id``.

    Raises:
        UsageError: there is no such column, the mask has another length, or no report is left.
    """
    table = tables["reports"]
    if isinstance(group, Mapping):
        chosen = _by_values(table, group)
    else:
        chosen = _by_list(table["report_id"].to_pylist(), [group] if isinstance(group, str) else list(group))
    if not chosen:
        raise UsageError(f"no report belongs to the group {group!r}; look at the values in the table reports")
    return frozenset(chosen)


def parse_group(text: str) -> dict[str, list[str]]:
    """A group as the command line gives it: ``column=value,value; column=value``; years may be ranges.

    >>> parse_group("year=2016-2018; place=甲县,乙县")
    {'year': ['2016', '2017', '2018'], 'place': ['甲县', '乙县']}

    Raises:
        UsageError: a part is no condition.
    """
    group = {}
    for part in filter(str.strip, _NEXT.split(text)):
        found = _CONDITION.fullmatch(part)
        if not found:
            raise UsageError(f"{part.strip()!r} is no condition; write column=value, like year=2016-2018; place=甲县")
        values = (value.strip() for value in _SEVERAL.split(found[2]))
        group[found[1]] = [each for value in values for each in _spread(value)]
    if not group:
        raise UsageError("the group is empty; write column=value, like year=2016-2018; place=甲县")
    return group


def check_labels(label: str | Iterable[str] | None) -> frozenset[str]:
    """The labels asked for: one, several, or all.

    Raises:
        UsageError: a label is not known.
    """
    labels = frozenset(LABELS if label is None else [label] if isinstance(label, str) else label)
    unknown = sorted(labels - set(LABELS))
    if unknown or not labels:
        raise UsageError(f"unknown label {', '.join(unknown)!r}; use one or more of {', '.join(LABELS)}")
    return labels


def _spread(value: str) -> list[str]:
    found = _RANGE.fullmatch(value)
    return [str(year) for year in range(int(found[1]), int(found[2]) + 1)] if found else [value]


def _by_values(table: pa.Table, group: Mapping[str, Any]) -> list[str]:
    unknown = [name for name in group if name not in table.column_names]
    if unknown:
        raise UsageError(f"no column {unknown[0]!r} in reports; choose from {', '.join(table.column_names)}")
    wanted = {name: _texts(values) for name, values in group.items()}
    rows = table.select(list(dict.fromkeys(["report_id", *group]))).to_pylist()
    return [row["report_id"] for row in rows if all(str(row[name]) in texts for name, texts in wanted.items())]


def _texts(values: Any) -> set[str]:
    """Values as text, so that a year may be given as 2016 or as "2016"."""
    several = not isinstance(values, str) and isinstance(values, Iterable)
    return {str(value) for value in (values if several else [values])}


def _by_list(ids: list[str], group: list[Any]) -> list[str]:
    if group and not isinstance(group[0], str):
        if len(group) != len(ids):
            raise UsageError(f"the mask holds {len(group)} values for {len(ids)} reports; give one for each report")
        return [report_id for report_id, chosen in zip(ids, group, strict=True) if bool(chosen)]
    unknown = sorted(set(group) - set(ids))
    if unknown:
        raise UsageError(f"no report {unknown[0]!r}; give values of report_id of the table reports")
    return [report_id for report_id in ids if report_id in group]
