"""A folder OUT -> tables, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import DataError
from policytext.store.comparisons import BESIDE, COMPARISONS
from policytext.store.folder import RUN, TABLES_FOLDER, check_manifest, read_json
from policytext.store.rows import Rows
from policytext.store.schema import TABLES
from policytext.store.writing import arrow_table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset as ds
    import pyarrow.parquet as pq

Loader = Callable[[], "pa.Table"]
"""Gives a table whole."""

Stream = Callable[["Sequence[str] | None"], "Iterator[pa.RecordBatch]"]
"""Gives columns of a table, or all, a block of rows at a time, in the order of the rows."""

BLOCK_ROWS = 4096
"""Rows of a block read from disk: of statements, half a megabyte of text."""

_BUFFER = 1 << 18
"""Bytes read at a time, so that a file of one large row group is streamed as well."""


class Tables(Mapping[str, "pa.Table"]):
    """The tables of a dataset by name, as pyarrow tables; ``pandas`` gives one as a data frame.

    A table that was asked for whole is kept; ``batches`` gives one a block at a time and keeps nothing. ``manifest``
    says which versions, data and settings made them, ``run`` when and how many; both are empty for
    tables that were never on disk.
    """

    def __init__(
        self,
        loaders: Mapping[str, Loader],
        folder: Path | None = None,
        streams: Mapping[str, Stream] | None = None,
        paths: Mapping[str, Path] | None = None,
    ) -> None:
        self._loaders, self._loaded, self._streams = dict(loaders), dict[str, Any](), dict(streams or {})
        self._paths = dict(paths or {})
        self.manifest = check_manifest(folder) if folder else {}
        self.run = read_json(folder / RUN) if folder else {}

    def __getitem__(self, name: str) -> pa.Table:
        """The table of this name."""
        self._check(name)
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

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Columns of a table, all where none are named, a block of rows at a time.

        What is on disk is read as it is asked for, so that memory does not grow with the table.
        """
        self._check(name)
        if name in self._streams and name not in self._loaded:
            return self._streams[name](columns)
        table = self[name] if columns is None else self[name].select(list(columns))
        return iter(table.to_batches(max_chunksize=BLOCK_ROWS))

    def joined(self, tables: Mapping[str, pa.Table]) -> Tables:
        """These tables and others; the others win where a name is in both."""
        others = tables if isinstance(tables, Tables) else Tables({n: partial(tables.__getitem__, n) for n in tables})
        mine = {name: stream for name, stream in self._streams.items() if name not in others}
        both = Tables({**self._loaders, **others._loaders}, streams={**mine, **others._streams})
        both._paths = {name: path for name, path in self._paths.items() if name not in others}
        both._loaded = {name: table for name, table in self._loaded.items() if name not in others} | others._loaded
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

    def _check(self, name: str) -> None:
        if name not in self._loaders:
            hint = "; make it with `policytext compare OUT` or pt.compare(tables)" if name in COMPARISONS else ""
            hint = f"; make it with `policytext {name} OUT`" if name in BESIDE else hint
            raise KeyError(f"no table {name!r}{hint}; there are {', '.join(self._loaders)}")

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
    given = [name for name in BESIDE if (folder / TABLES_FOLDER / f"{name}.parquet").exists()]
    homes = dict.fromkeys([*TABLES, *given], folder / TABLES_FOLDER) | dict.fromkeys(compared, beside / TABLES_FOLDER)
    return _tables_in(homes, folder)


def read_folder(tables: Path) -> Tables:
    """The tables of single reports in a folder ``tables`` whose dataset is not finished yet."""
    return _tables_in(dict.fromkeys(TABLES, tables))


def _tables_in(homes: Mapping[str, Path], folder: Path | None = None) -> Tables:
    loaders = {name: partial(_read, home, name) for name, home in homes.items()}
    streams = {name: partial(_stream, home, name) for name, home in homes.items()}
    paths = {name: path for name, home in homes.items() if (path := _path(home, name))}
    return Tables(loaders, folder, streams, paths)


def tables_of(rows: Rows) -> Tables:
    """Tables from rows held in memory."""
    return Tables({name: partial(arrow_table, name, rows.get(name, [])) for name in TABLES})


def _path(folder: Path, name: str) -> Path | None:
    """The file of a table, or the folder of its parts."""
    return next((path for path in (folder / f"{name}.parquet", folder / name) if path.exists()), None)


def _read(folder: Path, name: str) -> pa.Table:
    import pyarrow as pa

    found = _find(folder, name)
    with _explained(found):
        return pa.concat_tables(map(_whole, _files(found)), promote_options="default")


def _stream(folder: Path, name: str, columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    found = _find(folder, name)
    with _explained(found):
        for path in _files(found):
            with pq.ParquetFile(path, buffer_size=_BUFFER) as file:
                for block in _blocks(file, list(columns) if columns else None):
                    yield block.select(list(columns)) if columns else block  # the file has an order of its own


def _files(found: Path) -> list[Path]:
    """The file of a table, or its parts but the hidden ones. Not by ``pyarrow.dataset``, which loads pandas."""
    if found.is_file():
        return [found]
    parts = (path for path in found.rglob("*") if path.is_file())
    return sorted(p for p in parts if not any(name[0] in "._" for name in p.relative_to(found).parts))


def _whole(path: Path) -> pa.Table:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        return file.read()


def _blocks(file: pq.ParquetFile, columns: list[str] | None) -> Iterator[pa.RecordBatch]:
    """The rows of a file. Asked for all row groups at once, pyarrow keeps what it read of those behind it."""
    for group in range(file.num_row_groups):
        yield from file.iter_batches(BLOCK_ROWS, row_groups=[group], columns=columns, use_threads=False)


def _find(folder: Path, name: str) -> Path:
    found = _path(folder, name)
    if found is None:
        raise DataError(f"{folder} holds no table {name}; it was written by an older version: score the files again")
    return found


@contextmanager
def _explained(found: Path) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise DataError(f"{found} is damaged ({error}); score the files again with --fresh") from error
    except KeyError as error:
        raise DataError(f"{found} lacks a column ({error}); score the files again") from error
