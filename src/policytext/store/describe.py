"""The schema -> ``docs/tables.md``. Write it again with ``python -m policytext.store.describe``."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.store.columns import Table
from policytext.store.comparisons import BESIDE, COMPARISONS
from policytext.store.schema import CODEBOOK_VERSION, SCHEMA_VERSION, TABLES

_HEAD = f"""# Tables and columns

Made from `src/policytext/store/schema.py` and `comparisons.py` by `python -m policytext.store.describe`; do not edit.
Schema version {SCHEMA_VERSION}, codebook version {CODEBOOK_VERSION}.

Each table is `tables/NAME.parquet`, read by `policytext.read_tables(OUT)["NAME"]`. Lists are joined by `；`.
Offsets are half-open code points into `texts.text`. An empty cell means that the document does not say, never zero.
"""

_COMPARED = """# Tables of `policytext compare`

Since schema version 3. A *unit* is who reports year after year: a government by the latest name of its place
(`place_id`), a department or office by its organ. *Peers* are units of one province (or the whole panel where no
province is known), organ level and era. `year_checks` is there after
`policytext score` already, for up to 2,000 reports.
"""


_BESIDE = """# Tables from what a person gives

They stand beside the others once that was given: `coverage` a roster (`--roster`), `decisions` review sheets
(`--decisions`). Since schema version 5.
"""


def describe_tables() -> str:
    """All tables as Markdown."""
    tables = ("\n".join(_describe(table)) for table in TABLES.values())
    comparisons = ("\n".join(_describe(table)) for table in COMPARISONS.values())
    beside = ("\n".join(_describe(table)) for table in BESIDE.values())
    return "\n".join([_HEAD, *tables, _COMPARED, *comparisons, _BESIDE, *beside])


def _describe(table: Table) -> Iterator[str]:
    yield f"## {table.name} {table.label}\n"
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}\n"
    yield "| column | type | unit | 中文 | meaning | since |"
    yield "|---|---|---|---|---|---|"
    for c in table.columns:
        yield f"| `{c.name}` | {c.type} | {c.unit} | {c.label} | {c.meaning} | {c.since} |"
    yield ""


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(describe_tables().encode())
