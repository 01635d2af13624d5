"""What a column and a table of the schema are; ``schema`` and ``comparisons`` list them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``type`` is a pyarrow type's name: string, int32, double, bool or date32."""

    name: str
    type: str
    label: str
    meaning: str
    unit: str = ""
    since: str = "1"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``key`` names the columns that tell its rows apart; rows are stored in the order of the key."""

    name: str
    label: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    names: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The columns' names in order."""
    figures: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The names of the columns of numbers that may have decimals."""

    def __post_init__(self) -> None:
        """Names are asked for at every row."""
        object.__setattr__(self, "names", tuple(column.name for column in self.columns))
        object.__setattr__(self, "figures", tuple(c.name for c in self.columns if c.type == "double"))

    def arrow(self) -> pa.Schema:
        """The table's pyarrow schema."""
        import pyarrow as pa

        return pa.schema([pa.field(c.name, pa.type_for_alias(c.type)) for c in self.columns])


def text(name: str, label: str, meaning: str) -> Column:
    """A column of text."""
    return Column(name, "string", label, meaning)


def count(name: str, label: str, meaning: str, unit: str = "条") -> Column:
    """A column of whole numbers."""
    return Column(name, "int32", label, meaning, unit)


def figure(name: str, label: str, meaning: str, unit: str) -> Column:
    """A column of numbers."""
    return Column(name, "double", label, meaning, unit)


def flag(name: str, label: str, meaning: str) -> Column:
    """A column of true and false."""
    return Column(name, "bool", label, meaning)


def day(name: str, label: str, meaning: str) -> Column:
    """A column of dates."""
    return Column(name, "date32", label, meaning, "date")


REPORT_ID = text("report_id", "报告编号", "first 16 hex digits of the file's SHA-256")
STATEMENT_ID = Column("statement_id", "int32", "语句序号", "number of the statement in its report")
START = Column("start", "int32", "起始位置", "first code point in texts.text", "code points")
END = Column("end", "int32", "结束位置", "code point after the last in texts.text", "code points")
