"""Reports -> a dataset on disk: tables, manifest, exports, and reading them back.

Add a table or column in ``schema.py`` or ``comparisons.py``, an export in ``EXPORTS``, a sheet in ``sheets.py``.

>>> list(TABLES)  # doctest: +ELLIPSIS
['reports', 'sections', 'statements', 'particulars', 'measures', 'answers', ..., 'edits', 'texts', 'failures']
"""

from __future__ import annotations

from policytext.store.beside import digest_of_comparisons, write_beside, write_comparisons
from policytext.store.check_sheet import check_ids, check_label, check_rows
from policytext.store.comparisons import ALL_TABLES, BESIDE, COMPARISONS
from policytext.store.database import open_database
from policytext.store.difference import Difference, ReportChange, StatementChange, compare_datasets
from policytext.store.digest import DatasetDigest, digest_of, hash_report
from policytext.store.exports import EXPORTS, export_tables, parse_formats, write_csv
from policytext.store.folder import WORKBOOK, is_dataset, replacing, staged, write_json
from policytext.store.given_tables import RECEIVED
from policytext.store.lines import encode_rows, read_lines, to_lines
from policytext.store.merging import Place, merge_tables
from policytext.store.reading import Tables, read_folder, read_tables, tables_of
from policytext.store.rows import Row, Rows, failure_row, order_of_unit, report_rows
from policytext.store.schema import CODEBOOK_VERSION, SCHEMA_VERSION, TABLES
from policytext.store.wording import (
    headline,
    level_name,
    meaning_of,
    name_of,
    peers_name,
    remark,
    told_notices,
    told_verdict,
    words,
)
from policytext.store.writing import TableWriter

__all__ = [
    "ALL_TABLES",
    "BESIDE",
    "CODEBOOK_VERSION",
    "COMPARISONS",
    "EXPORTS",
    "RECEIVED",
    "SCHEMA_VERSION",
    "TABLES",
    "WORKBOOK",
    "DatasetDigest",
    "Difference",
    "Place",
    "ReportChange",
    "Row",
    "Rows",
    "StatementChange",
    "TableWriter",
    "Tables",
    "check_ids",
    "check_label",
    "check_rows",
    "compare_datasets",
    "digest_of",
    "digest_of_comparisons",
    "encode_rows",
    "export_tables",
    "failure_row",
    "hash_report",
    "headline",
    "is_dataset",
    "level_name",
    "meaning_of",
    "merge_tables",
    "name_of",
    "open_database",
    "order_of_unit",
    "parse_formats",
    "peers_name",
    "read_folder",
    "read_lines",
    "read_tables",
    "remark",
    "replacing",
    "report_rows",
    "staged",
    "tables_of",
    "to_lines",
    "told_notices",
    "told_verdict",
    "words",
    "write_beside",
    "write_comparisons",
    "write_csv",
    "write_json",
]
