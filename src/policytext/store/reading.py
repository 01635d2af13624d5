"""A folder OUT -> tables, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import DataError
from policytext.store.comparisons import COMPARISONS
from policytext.store.folder import RUN, TABLES_FOLDER, check_manifest, read_json
from policytext.store.rows import Rows
from policytext.store.schema import TABLES
from policytext.store.writing import arrow_table

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset as ds

# Rows of a batch: texts of reports are about 12 KB each.
_BATCH_ROWS = 2_000


class Tables(Mapping[str, "pa.Table"]):
    """The tables of a dataset by name, as pyarrow tables; ``pandas`` gives one as a data frame.

    ``manifest`` says which versions, data and settings made them, ``run`` when and how many; both are empty for
    tables that were never on disk.
    """

    def __init__(
        self,
        loaders: Mapping[str, Callable[[], pa.Table]],
        folder: Path | None = None,
        paths: Mapping[str, Path] | None = None,
    ) -> None:
        self._loaders, self._loaded = dict(loaders), dict[str, Any]()
        self._paths = dict(paths or {})
        self.manifest = check_manifest(folder) if folder else {}
        self.run = read_json(folder / RUN) if folder else {}

    def __getitem__(self, name: str) -> pa.Table:
        """The table of this name."""
        if name not in self._loaders:
            hint = "; make it with `policytext compare OUT` or pt.compare(tables)" if name in COMPARISONS else ""
            raise KeyError(f"no table {name!r}{hint}; there are {', '.join(self._loaders)}")
        if name not in self._loaded:
            self._loaded[name] = self._loaders[name]()
        return self._loaded[name]

    def dataset(self, name: str) -> ds.Dataset:
        """One table as a pyarrow dataset: only the columns and rows that are asked of it are read.

        For a table that fits no memory: ``tables.dataset("statements").to_table(columns=["label"])``.
        """
        import pyarrow.dataset as ds

        path = self._paths.get(name)
        return ds.dataset(self[name] if path is None else path)

    def batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of one table in their order, a batch at a time; the table is not held in memory."""
        if name in self._loaded or name not in self._paths:
            yield from self[name].to_batches()
        else:
            yield from _batches(self._paths[name])

    def joined(self, tables: Mapping[str, pa.Table]) -> Tables:
        """These tables and others; the others win where a name is in both."""
        both = Tables({**self._loaders, **{name: partial(tables.__getitem__, name) for name in tables}})
        both._loaded = {**self._loaded, **tables}
        both._paths = {name: path for name, path in self._paths.items() if name not in tables}
        both.manifest, both.run = self.manifest, self.run
        return both

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        return iter(self._loaders)

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self._loaders)

    def __repr__(self) -> str:
        """The names and what was read so far."""
        return f"Tables({', '.join(self)})"

    def pandas(self, name: str) -> pd.DataFrame:
        """One table as a data frame: whole numbers stay whole (Int32), flags boolean, dates datetime64."""
        return frame_of(self[name])


def frame_of(table: pa.Table) -> pd.DataFrame:
    """A table as a data frame: whole numbers stay whole (Int32), flags boolean, dates datetime64."""
    import pandas as pd

    types = {"int32": pd.Int32Dtype(), "bool": pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=lambda kind: types.get(str(kind)), date_as_object=False)
    return frame


def read_tables(out: str | Path, comparisons: str | Path | None = None) -> Tables:
    """The tables that ``policytext score -o OUT`` wrote, and those of ``policytext compare`` where they are there.

    Args:
        out: the folder OUT. Each table is one file ``tables/NAME.parquet`` or a folder of parts of that name.
        comparisons: the folder that ``policytext compare OUT -o CMP`` wrote; ``None`` for OUT itself.

    Raises:
        DataError: the folder is not a finished output, or CMP holds no comparison.
    """
    folder, beside = Path(out), Path(comparisons or out)
    compared = [name for name in COMPARISONS if (beside / TABLES_FOLDER / f"{name}.parquet").exists()]
    if comparisons and not compared:
        raise DataError(f"{beside} holds no comparison; make one with `policytext compare {folder} -o {beside}`")
    homes = dict.fromkeys(TABLES, folder / TABLES_FOLDER) | dict.fromkeys(compared, beside / TABLES_FOLDER)
    found = {name: path for name, home in homes.items() if (path := _find(home, name))}
    return Tables({name: partial(_read, home, name) for name, home in homes.items()}, folder, found)


def tables_of(rows: Rows) -> Tables:
    """Tables from rows held in memory."""
    return Tables({name: partial(arrow_table, name, rows.get(name, [])) for name in TABLES})


def _find(folder: Path, name: str) -> Path | None:
    """The file of a table, or the folder of its parts."""
    return next((path for path in (folder / f"{name}.parquet", folder / name) if path.exists()), None)


def _read(folder: Path, name: str) -> pa.Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = _find(folder, name)
    if found is None:
        raise DataError(f"{folder} holds no table {name}; it was written by an older version: score the files again")
    try:
        return pq.read_table(found, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise DataError(_damaged(found, error)) from error


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        try:
            with pq.ParquetFile(file) as table:
                yield from table.iter_batches(_BATCH_ROWS)
        except (pa.ArrowException, OSError) as error:
            raise DataError(_damaged(file, error)) from error


def _damaged(path: Path, error: Exception) -> str:
    return f"{path} is damaged ({error}); score the files again with --fresh"
