"""A dataset as a DuckDB database: a view for each table, which reads the Parquet files where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import UsageError
from policytext.store.comparisons import BESIDE, COMPARISONS
from policytext.store.folder import TABLES_FOLDER, check_manifest
from policytext.store.schema import TABLES

if TYPE_CHECKING:
    import duckdb


def open_database(out: str | Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with a view for each table of OUT; nothing is copied, and nothing held in memory.

    Args:
        out: the folder OUT.

    Returns:
        A connection; ``open_database("out").sql("SELECT place, count(*) FROM reports GROUP BY place")``.

    Raises:
        DataError: the folder is not a finished output.
        UsageError: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise UsageError('DuckDB is not installed; install it with: pip install "policytext[duckdb]"') from error
    folder = Path(out).absolute()
    check_manifest(folder)
    database = duckdb.connect()
    for name in (*TABLES, *COMPARISONS, *BESIDE):
        path = folder / TABLES_FOLDER / f"{name}.parquet"
        if path.exists():
            files = str(path / "*.parquet" if path.is_dir() else path).replace("'", "''")
            database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}')")
    return database
