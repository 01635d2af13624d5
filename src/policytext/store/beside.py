"""Comparisons, and what a person gave, -> ``tables/NAME.parquet`` beside a dataset or in their own folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policytext.errors import UsageError
from policytext.store.comparisons import COMPARISONS
from policytext.store.digest import Digest
from policytext.store.folder import COMPARISON, TABLES_FOLDER, check_manifest, is_dataset, replacing, write_json
from policytext.store.reading import Tables
from policytext.store.rows import Row
from policytext.store.schema import CODEBOOK_VERSION, SCHEMA_VERSION
from policytext.store.writing import arrow_table

GROUP_ROWS = 10_000
"""Rows of a row group, a few megabytes of the widest table; smaller ones make the files larger."""


def write_comparisons(tables: Tables, folder: Path, settings: Mapping[str, Any]) -> str:
    """Write the tables of comparison, each whole or not at all.

    Args:
        tables: what ``compare`` gave.
        folder: OUT itself, or another folder: new, empty, or written by an earlier comparison.
        settings: how they were compared; ``comparison.json`` keeps them with the digest of the dataset and of the
            tables.

    Returns:
        The digest of the tables.

    Raises:
        UsageError: the folder holds other files, or cannot be written.
    """
    known = is_dataset(folder) or (folder / COMPARISON).exists()
    if folder.is_dir() and not known and any(folder.iterdir()):
        raise UsageError(f"{folder} holds other files; give -o a new or empty folder, or leave it out")
    try:
        (folder / TABLES_FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write to {folder} ({error.strerror}); choose another folder with -o") from error
    digest = Digest(tuple(COMPARISONS))
    for name in COMPARISONS:
        with replacing(folder / TABLES_FOLDER / f"{name}.parquet") as path:
            _write(tables, name, path, digest)
    versions = {"schema_version": SCHEMA_VERSION, "codebook_version": CODEBOOK_VERSION}
    about = {"dataset": tables.manifest.get("digest"), "settings": dict(settings), "digest": digest.hexdigest()}
    with replacing(folder / COMPARISON) as path:
        write_json(path, versions | about)
    return digest.hexdigest()


def write_beside(out: Path, name: str, rows: list[Row]) -> None:
    """Write a table of ``BESIDE`` into a finished OUT, whole or not at all.

    Raises:
        DataError: OUT is not a finished output.
        UsageError: it cannot be written.
    """
    import pyarrow.parquet as pq

    check_manifest(out)
    with replacing(out / TABLES_FOLDER / f"{name}.parquet") as path:
        pq.write_table(arrow_table(name, rows), path, compression="zstd")


def digest_of_comparisons(tables: Tables) -> str:
    """A hash over the tables of comparison; it says whether two comparisons found the same."""
    digest = Digest(tuple(COMPARISONS))
    for name in COMPARISONS:
        for block in tables.batches(name):
            digest.add(name, block)
    return digest.hexdigest()


def _write(tables: Tables, name: str, path: Path, digest: Digest) -> None:
    """Write a table a row group at a time; the rows go into the digest as they pass."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    waiting: list[pa.RecordBatch] = []
    with pq.ParquetWriter(path, COMPARISONS[name].arrow(), compression="zstd") as file:
        for block in tables.batches(name):
            digest.add(name, block)
            waiting.append(block)
            if sum(map(len, waiting)) >= GROUP_ROWS:
                file.write_table(pa.Table.from_batches(waiting))
                waiting.clear()
        if waiting:
            file.write_table(pa.Table.from_batches(waiting))
