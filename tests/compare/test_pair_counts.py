"""The table of pairs of characters that ships is made from the corpus as it stands."""

import runpy
from pathlib import Path

import numpy as np

import policytext

CORPORA = Path(__file__).parents[2] / "corpora"
SHIPPED = Path(policytext.__file__).parent / "data" / "compare" / "pair_counts.npz"


def test_pair_counts_are_not_stale(tmp_path) -> None:
    made = tmp_path / "counts.npz"
    runpy.run_path(str(CORPORA / "make_pair_counts.py"))["write_counts"](CORPORA, made)
    with np.load(made) as new, np.load(SHIPPED) as old:
        assert int(new["statements"]) == int(old["statements"]), "run `make pair-counts`"
        assert np.array_equal(new["counts"], old["counts"]), "run `make pair-counts`"
