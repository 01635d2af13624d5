"""A folder OUT -> tables, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import DataError
from policytext.store.folder import RUN, TABLES_FOLDER, check_manifest, read_json
from policytext.store.rows import Rows
from policytext.store.schema import TABLES
from policytext.store.writing import arrow_table

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import pyarrow as pa


class Tables(Mapping[str, "pa.Table"]):
    """The tables of a dataset by name, as pyarrow tables; ``pandas`` gives one as a data frame.

    ``manifest`` says which versions, data and settings made them, ``run`` when and how many; both are empty for
    tables that were never on disk.
    """

    def __init__(self, loaders: Mapping[str, Callable[[], pa.Table]], folder: Path | None = None) -> None:
        self._loaders, self._loaded = dict(loaders), dict[str, Any]()
        self.manifest = check_manifest(folder) if folder else {}
        self.run = read_json(folder / RUN) if folder else {}

    def __getitem__(self, name: str) -> pa.Table:
        """The table of this name."""
        if name not in self._loaders:
            raise KeyError(f"no table {name!r}; there are {', '.join(self._loaders)}")
        if name not in self._loaded:
            self._loaded[name] = self._loaders[name]()
        return self._loaded[name]

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
        import pandas as pd

        types = {"int32": pd.Int32Dtype(), "bool": pd.BooleanDtype()}
        frame: pd.DataFrame = self[name].to_pandas(types_mapper=lambda kind: types.get(str(kind)), date_as_object=False)
        return frame


def read_tables(out: str | Path) -> Tables:
    """The tables that ``policytext score -o OUT`` wrote.

    Args:
        out: the folder OUT. Each table is one file ``tables/NAME.parquet`` or a folder of parts of that name.

    Raises:
        DataError: the folder is not a finished output.
    """
    folder = Path(out)
    return Tables({name: partial(_read, folder / TABLES_FOLDER, name) for name in TABLES}, folder)


def tables_of(rows: Rows) -> Tables:
    """Tables from rows held in memory."""
    return Tables({name: partial(arrow_table, name, rows.get(name, [])) for name in TABLES})


def _read(folder: Path, name: str) -> pa.Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    paths = (folder / f"{name}.parquet", folder / name)
    found = next((path for path in paths if path.exists()), None)
    if found is None:
        raise DataError(f"{folder} holds no table {name}; it was written by an older version: score the files again")
    try:
        return pq.read_table(found, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise DataError(f"{found} is damaged ({error}); score the files again") from error
