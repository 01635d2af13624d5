"""The tables that ``policytext compare`` makes: reports beside other reports. Same rules as ``schema``.

A *unit* is who reports year after year: a government by the name of its place, a department or office by its organ.
Peers are units of the same province (or the whole panel where no province is known), organ level and era.
"""

from __future__ import annotations

from policytext.store.along_years import CHANGES, FOLLOWTHROUGH, FOLLOWTHROUGH_RATES, RECURRING, REUSE
from policytext.store.between_places import ADOPTION, BOILERPLATE, DIFFUSION, OVERLAP, PAIRS, RANKS, SENSITIVITY
from policytext.store.columns import REPORT_ID, Table, text
from policytext.store.figure_comparisons import DERIVED, SERIES, YEAR_CHECKS
from policytext.store.given_tables import COVERAGE, DECISIONS
from policytext.store.schema import TABLES

UNCOMPARED = Table(
    "uncompared",
    "未参与比较的报告",
    ("report_id",),
    (
        REPORT_ID,
        text("source", "来源文件", "path of the file"),
        text("reason", "原因代码", "no_unit, no_year or other_version"),
        text("message", "说明", "what to do"),
    ),
)

COMPARISONS: dict[str, Table] = {
    table.name: table
    for table in (
        CHANGES,
        FOLLOWTHROUGH,
        FOLLOWTHROUGH_RATES,
        RECURRING,
        REUSE,
        BOILERPLATE,
        OVERLAP,
        PAIRS,
        RANKS,
        SENSITIVITY,
        DIFFUSION,
        ADOPTION,
        SERIES,
        DERIVED,
        YEAR_CHECKS,
        UNCOMPARED,
    )
}

BESIDE: dict[str, Table] = {table.name: table for table in (COVERAGE, DECISIONS)}
"""Tables that stand beside a dataset where a person gave what they need: a roster, decisions."""

ALL_TABLES: dict[str, Table] = TABLES | COMPARISONS | BESIDE
