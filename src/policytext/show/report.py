"""Tables -> one self-contained page, in the order in which evaluation reports are read.

The point, what was done and how, groups, highlights, problems, figures, then a section for each unit with its texts.
The page needs no network; without JavaScript it lacks only sorting and filtering.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import DataError, UsageError
from policytext.resources import read_text
from policytext.show.arrivals import find_arrivals
from policytext.show.findings import SHOWN, Findings, find_point
from policytext.show.links import INDEX, Links, anchor_of, name_files
from policytext.show.options import Options
from policytext.show.page_figures import draw_figures
from policytext.show.page_tables import find_checks, find_groups, find_heatmaps
from policytext.show.page_words import PageWords
from policytext.show.source import choose_year, read_source
from policytext.show.unit_pages import UnitPages

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from policytext.store import Tables

Row = dict[str, Any]

NEEDED = (
    "ranks",
    "changes",
    "followthrough",
    "followthrough_rates",
    "recurring",
    "reuse",
    "overlap",
    "pairs",
    "diffusion",
    "uncompared",
)

ERAS = ("free", "trial", "standard")

FAILURES = 50
"""Files without a score that the page names; ``failures.csv`` has all."""


def render_report(tables: Tables, options: Options | None = None) -> str:
    """The page as HTML.

    Args:
        tables: a dataset with its comparisons.
        options: ``lang``, ``places``, ``peers`` and ``ranks`` count; of ``years`` the last is the year reported on,
            else the latest for which at least half of the units have a report.

    Raises:
        DataError: a table of comparison is missing, or there is no report to show.
        UsageError: no report is of the year asked for.
    """
    return _Book(tables, options or Options()).overview(Links(), whole=True)


def render_units(tables: Tables, options: Options | None = None) -> Iterator[tuple[str, str]]:
    """The pages of a folder, each the name of a file and its HTML: ``index.html``, then one for each unit.

    Raises:
        DataError: as for ``render_report``.
    """
    book = _Book(tables, options or Options())
    links = Links(name_files(book.pages.units()))
    yield f"{INDEX}.html", book.overview(links, whole=False)
    for unit, file in links.files.items():
        yield file, book.unit(unit, links)


def write_report(tables: Tables, path: Path, options: Options | None = None) -> None:
    """Write the page to a file, whole or not at all."""
    _write(path, render_report(tables, options))


def write_units(tables: Tables, folder: Path, options: Options | None = None) -> int:
    """Write a page for each unit into a folder, and ``index.html``, which leads to them; returns how many units."""
    count = 0
    for count, (file, text) in enumerate(render_units(tables, options)):  # noqa: B007  # the index is page 0
        _write(folder / file, text)
    return count


def read_pages(tables: Tables, options: Options) -> UnitPages:
    """The sections of all units, for the year asked for or chosen.

    Raises:
        DataError: a table of comparison is missing, or there is no report to show.
        UsageError: no report is of the year asked for.
    """
    return UnitPages(tables, PageWords(options.lang), find_year(tables, options))


def find_year(tables: Tables, options: Options) -> int:
    """The year reported on; tables that cannot be shown are refused.

    Raises:
        DataError: a table of comparison is missing, or there is no report to show.
        UsageError: no report is of the year asked for.
    """
    lacking = [name for name in NEEDED if name not in tables]
    if lacking:
        raise DataError(
            f"the page needs {', '.join(lacking)}; make them with `policytext compare` or pt.compare(tables)"
        )
    if not len(tables["ranks"]):
        raise DataError("there is no report with a unit and a year to show; give them in a --manifest when scoring")
    asked, there = options.years, sorted(set(tables["ranks"]["year"].to_pylist()))
    if asked and asked[-1] not in there:
        raise UsageError(f"no report compared is of {asked[-1]}; there are {', '.join(map(str, there))}")
    return asked[-1] if asked else choose_year(tables)


class _Book:
    """What all pages of a dataset share."""

    def __init__(self, tables: Tables, options: Options) -> None:
        self._year = find_year(tables, options)
        self._tables, self._options = tables, options
        self._words = PageWords(options.lang)
        self._about = describe(tables, self._words)
        self.pages = UnitPages(tables, self._words, self._year)

    def overview(self, links: Links, whole: bool) -> str:
        """The page about all units; ``whole`` with a section for each."""
        source = read_source(self._tables, self._year)
        sections = [self.pages.section(unit) for unit in self.pages.units()]
        findings = Findings(source, sections, self._words, links)
        values = {
            "arrivals": find_arrivals(self._tables, self._words),
            "point": find_point(source),
            "groups": find_groups(source),
            "ranks": self._options.ranks,
            "shown": SHOWN,
            "findings": {"highlights": findings.highlights(), "problems": findings.problems()},
            "checks": find_checks(sections),
            "heatmaps": find_heatmaps(source),
            "figures": draw_figures(self._tables, self._options, self._year, links),
            "shown_years": {section["unit"]: section["year"] for section in sections},
            "sections": sections,
            "whole": whole,
        }
        return self._template("report.html.j2", links).render(self._frame() | values)

    def unit(self, unit: str, links: Links) -> str:
        """The page about one unit."""
        values = {"section": self.pages.section(unit), "index": f"{INDEX}.html"}
        return self._template("unit.html.j2", links).render(self._frame() | values)

    def _frame(self) -> Row:
        """What every page has: words, the account of the work, style, script and policy."""
        script = read_text("templates/page.js")
        hashed = b64encode(sha256(script.encode()).digest()).decode()
        return {
            "words": self._words,
            "about": self._about,
            "style": read_text("templates/page.css"),
            "script": script,
            "policy": f"default-src 'none'; script-src 'sha256-{hashed}'; style-src 'unsafe-inline'; img-src data:",
        }

    def _template(self, name: str, links: Links) -> Template:
        return _environment(self._words, links.to).get_template(name)


def describe(tables: Tables, words: PageWords) -> Row:
    """The account of the work: what was read, by which versions, and what was left out with the reasons."""
    reports = tables["reports"].to_pylist()
    years = [row["year"] for row in reports if row["year"]]
    eras = Counter(row["era"] for row in reports)
    by = sorted({value for value in tables["statements"]["by"].unique().to_pylist() if value})
    failures, uncompared = tables["failures"].to_pylist(), tables["uncompared"].to_pylist()
    manifest = tables.manifest
    return {
        "units": len(set(tables["ranks"]["unit"].to_pylist())),
        "reports": len(reports),
        "first": min(years, default=""),
        "last": max(years, default=""),
        "eras": words.say("join").join(
            words.say("count", name=words.code("eras", era), n=eras[era]) for era in ERAS if eras[era]
        ),
        "failures": len(failures),
        "uncompared": len(uncompared),
        "left_out": [(row["source"], words.failure(row["reason"])) for row in [*failures, *uncompared][:FAILURES]],
        "by": words.say("join").join(by),
        "unsure": sum(row["unsure"] or 0 for row in reports),
        "version": version("policytext"),
        "codebook": manifest.get("codebook_version", "1"),
        "rubric": manifest.get("rubric_version", "1"),
        "digest": str(manifest.get("digest", ""))[:16] or "-",
    }


def _write(path: Path, text: str) -> None:
    from policytext.store import replacing

    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as staged:
        staged.write_text(text, encoding="utf-8", newline="\n")


def _environment(words: PageWords, link: Callable[..., str]) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: read_text(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": _percent, "number": _number}
    environment.globals |= {"say": words.say, "code": words.code, "column": words.column}
    environment.globals |= {"link": link, "anchor": anchor_of}
    return environment


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f}%"


def _number(value: float | None, signed: bool = False) -> str:
    """A whole number; with a sign unless it is 0."""
    if value is None:
        return ""
    whole = round(value)
    return f"{whole:+d}".replace("-", "−") if signed and whole else str(whole)
