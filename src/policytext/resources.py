"""The only door to ``data/``: files for people who edit words, not code."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


def read_text(name: str) -> str:
    """A data file as text."""
    return (files("policytext") / "data" / name).read_text(encoding="utf-8")


def read_bytes(name: str) -> bytes:
    """A data file as bytes."""
    return (files("policytext") / "data" / name).read_bytes()


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The entries of a word list: one a line, ``#`` begins a comment, blank lines do not count."""
    lines = (line.split("#", 1)[0].strip() for line in read_text(name).splitlines())
    return tuple(line for line in lines if line)


@cache
def read_toml(name: str) -> dict[str, Any]:
    """A TOML data file as a dictionary, which all who ask share: nobody changes it."""
    return tomllib.loads(read_text(name))


def read_csv(name: str) -> list[dict[str, str]]:
    """A CSV data file as rows by column name."""
    return list(csv.DictReader(io.StringIO(read_text(name))))


def path_of(name: str) -> Path:
    """The path of a data file, for a library that opens files itself."""
    return Path(str(files("policytext") / "data" / name))
