"""Tables -> one self-contained page, in the order in which evaluation reports are read.

What was done and how, groups, highlights, problems, figures, then a section for each unit with its texts. The page
needs no network; without JavaScript it lacks only sorting and filtering.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import DataError
from policytext.resources import read_text
from policytext.show.charts import CHARTS, draw_chart
from policytext.show.findings import find_groups, find_highlights, find_point, find_problems, read_source
from policytext.show.options import Options
from policytext.show.page_words import PageWords
from policytext.show.picture import svg_of
from policytext.show.unit_pages import UnitPages

if TYPE_CHECKING:
    from jinja2 import Environment

    from policytext.store import Tables

Row = dict[str, Any]

KINDS = ("ranking", "trend", "levels", "particulars", "followthrough", "recurring", "reuse", "diffusion")
"""The charts of the page; the heatmap is a table there, which is smaller and can be read aloud."""

NEEDED = ("ranks", "changes", "followthrough", "followthrough_rates", "recurring", "reuse", "overlap", "diffusion")
SHADES = 5

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def render_report(tables: Tables, options: Options | None = None) -> str:
    """The page as HTML.

    Args:
        tables: a dataset with its comparisons.
        options: ``lang``, ``places``, ``peers`` and ``ranks`` count.

    Raises:
        DataError: a table of comparison is missing, or there is no report to show.
    """
    options = options or Options()
    words = PageWords(options.lang)
    source = _source(tables)
    pages = UnitPages(tables, words)
    figures = list(_figures(tables, options))
    return (
        _environment(words)
        .get_template("report.html.j2")
        .render(
            _frame(tables, words)
            | {
                "point": find_point(source),
                "groups": find_groups(source),
                "ranks": options.ranks,
                "highlights": find_highlights(source, words),
                "problems": find_problems(source, words),
                "heatmap": _heatmap(source),
                "figures": figures,
                "sections": [pages.section(unit) for unit in pages.units()],
                "link": "#",
            }
        )
    )


def render_units(tables: Tables, options: Options | None = None) -> Iterator[tuple[str, str]]:
    """A page for each unit: its name and HTML."""
    options = options or Options()
    words = PageWords(options.lang)
    _source(tables)
    pages = UnitPages(tables, words)
    template = _environment(words).get_template("unit.html.j2")
    for unit in pages.units():
        yield unit, template.render(_frame(tables, words) | {"section": pages.section(unit)})


def write_report(tables: Tables, path: Path, options: Options | None = None) -> None:
    """Write the page to a file, whole or not at all."""
    from policytext.store import replacing

    text = render_report(tables, options)
    with replacing(path) as staged:
        staged.write_text(text, encoding="utf-8", newline="\n")


def write_units(tables: Tables, folder: Path, options: Options | None = None) -> int:
    """Write a page for each unit into a folder, named by the unit; returns how many."""
    from policytext.store import replacing

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for unit, text in render_units(tables, options):
        with replacing(folder / f"{_NOT_IN_NAMES.sub('_', unit)}.html") as staged:
            staged.write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count


def _source(tables: Tables) -> Any:
    lacking = [name for name in NEEDED if name not in tables]
    if lacking:
        raise DataError(
            f"the page needs {', '.join(lacking)}; make them with `policytext compare` or pt.compare(tables)"
        )
    if not len(tables["ranks"]):
        raise DataError("there is no report with a unit and a year to show; give them in a --manifest when scoring")
    return read_source(tables)


def _frame(tables: Tables, words: PageWords) -> Row:
    """What every page has: words, the account of the work, style, script and policy."""
    script = read_text("templates/page.js")
    hashed = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{hashed}'; style-src 'unsafe-inline'; img-src data:"
    return {
        "words": words,
        "about": _about(tables, words),
        "style": read_text("templates/page.css"),
        "script": script,
        "policy": policy,
    }


def _about(tables: Tables, words: PageWords) -> Row:
    reports = tables["reports"].to_pylist()
    years = [row["year"] for row in reports if row["year"]]
    eras = Counter(words.code("eras", row["era"]) for row in reports if row["era"])
    by = sorted({value for value in tables["statements"]["by"].unique().to_pylist() if value})
    manifest = tables.manifest
    return {
        "units": len(set(tables["ranks"]["unit"].to_pylist())),
        "reports": len(reports),
        "first": min(years, default=""),
        "last": max(years, default=""),
        "eras": "、".join(f"{name} {count}" for name, count in sorted(eras.items())),
        "failures": len(tables["failures"]),
        "uncompared": len(tables["uncompared"]),
        "by": "、".join(by),
        "unsure": sum(row["unsure"] or 0 for row in reports),
        "version": version("policytext"),
        "codebook": manifest.get("codebook_version", "1"),
        "rubric": manifest.get("rubric_version", "1"),
        "digest": str(manifest.get("digest", ""))[:16] or "-",
    }


def _heatmap(source: Any) -> Row:
    """Units by years: checkable promises of all, and a shade for the share."""
    years = sorted({row["year"] for row in source.ranks})
    cells: dict[str, dict[int, Row]] = {}
    for row in sorted(source.ranks, key=lambda r: (r["adcode"] or "~", r["unit"])):
        share = row["checkable"] / row["commitments"] if row["commitments"] else None
        shade = None if share is None else min(int(share * SHADES), SHADES - 1)
        cells.setdefault(row["unit"], {})[row["year"]] = row | {"shade": shade}
    return {"years": years, "units": cells}


def _figures(tables: Tables, options: Options) -> Iterator[Row]:
    for kind in KINDS:
        if any(name not in tables for name in CHARTS[kind].needs):
            continue
        for number, drawing in enumerate(draw_chart(kind, tables, options)):
            name = f"{kind}-{number}"
            table = drawing.data.rename(columns=dict(drawing.columns))
            yield {
                "id": name,
                "title": drawing.title,
                "svg": svg_of(drawing.figure, prefix=f"{name}-", alt=drawing.alt, outlines=False),
                "columns": list(table.columns),
                "rows": [[_cell(value) for value in row] for row in table.itertuples(index=False)],
            }


def _cell(value: Any) -> str:
    if value is None or str(value) in ("nan", "<NA>", "NaT", "None"):
        return ""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _environment(words: PageWords) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: read_text(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": _percent, "number": _number, "anchor": anchor_of}
    environment.globals |= {"say": words.say, "code": words.code, "column": words.column}
    return environment


def anchor_of(unit: str) -> str:
    """An id for a unit that is the same every time.

    >>> anchor_of("甲县")
    'u-7532-53bf'
    """
    return "u-" + "-".join(f"{ord(char):x}" for char in unit)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f}%"


def _number(value: float | None, signed: bool = False) -> str:
    return "" if value is None else f"{value:+.0f}" if signed else f"{value:.0f}"
