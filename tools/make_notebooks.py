"""``notebooks/src/*.py`` -> ``notebooks/*.ipynb`` with their outputs.

The scripts (percent format of jupytext) are what people edit. ``python tools/make_notebooks.py [NAME ...]`` runs them
and writes the notebooks: nothing in them depends on the machine or the time.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
TIMEOUT_SECONDS = 120
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def read_script(path: Path) -> nbformat.NotebookNode:
    """A script as a notebook without outputs; cells are numbered, so that the file is the same every time."""
    notebook = jupytext.read(path)
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
        cell.metadata = nbformat.from_dict({})
    return notebook


def run(path: Path) -> nbformat.NotebookNode:
    """A script as a notebook with outputs, run in the folder of the notebooks.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    notebook = read_script(path)
    client = NotebookClient(notebook, timeout=TIMEOUT_SECONDS, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute(env=_environment())
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})
        if cell["cell_type"] == "code":
            cell["outputs"] = _in_one_piece(cell["outputs"])
    nbformat.validate(notebook)
    return notebook


def _in_one_piece(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Outputs without notes to stderr; what a command prints comes in pieces, cut differently every time."""
    kept: list[nbformat.NotebookNode] = []
    for output in outputs:
        if output.get("name") == "stderr":
            continue
        if output["output_type"] == "stream" and kept and kept[-1]["output_type"] == "stream":
            kept[-1]["text"] += output["text"]
        else:
            kept.append(output)
    return kept


def _environment() -> dict[str, str]:
    """With ``policytext`` of this Python first in the path, as in an activated environment; sums in one order."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return os.environ | {"PATH": path, "OMP_NUM_THREADS": "1"}


def write(path: Path) -> Path:
    """Run a script and write its notebook."""
    target = NOTEBOOKS / f"{path.stem}.ipynb"
    nbformat.write(run(path), target)
    return target


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for script in sorted((NOTEBOOKS / "src").glob("*.py")):
        if not wanted or script.stem in wanted:
            print(write(script).name)
