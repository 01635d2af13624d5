"""The notebooks: what is committed is what their scripts are, every cell runs, and the outputs read well on the web."""

from __future__ import annotations

import base64
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import make_notebooks  # isort: skip  # noqa: E402

SCRIPTS = sorted((ROOT / "notebooks" / "src").glob("*.py"))
LARGEST_BYTES = 600_000
LARGEST_PICTURE = 130_000
MOST_ROWS = 17  # fifteen, and two of headings


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_cells_are_those_of_the_script(script) -> None:
    committed = nbformat.read(ROOT / "notebooks" / f"{script.stem}.ipynb", as_version=4)
    made = make_notebooks.read_script(script)
    assert [cell["source"] for cell in committed.cells] == [cell["source"] for cell in made.cells], (
        "run `make notebooks`"
    )
    nbformat.validate(committed)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_notebooks_run(script) -> None:
    notebook = make_notebooks.run(script)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(outputs) >= 4
    assert not [output for output in outputs if output["output_type"] == "error"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_notebooks_are_small_and_name_no_machine(script) -> None:
    path = ROOT / "notebooks" / f"{script.stem}.ipynb"
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST_BYTES
    assert not [name for name in ("/home/", "/root/", "/tmp/", "C:\\") if name in text]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_outputs_are_small_and_in_one_piece(script) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / f"{script.stem}.ipynb", as_version=4)
    for cell in notebook.cells:
        outputs = cell.get("outputs", [])
        kinds = [output["output_type"] for output in outputs]
        assert ("stream", "stream") not in list(pairwise(kinds))
        shown = [output["data"] for output in outputs if "data" in output]
        assert all(len(base64.b64decode(data.get("image/png", ""))) < LARGEST_PICTURE for data in shown)
        assert all(data.get("text/html", "").count("<tr") <= MOST_ROWS for data in shown)


def test_there_are_six() -> None:
    assert [path.stem[:2] for path in SCRIPTS] == ["01", "02", "03", "04", "05", "06"]
