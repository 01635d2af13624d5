"""Names that the report shows to exist already: promising to set them up again is no news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policytext.records import Label, Origin, Statement
from policytext.score.hints import may_hold
from policytext.score.instruments import find_instruments
from policytext.score.passage import DONE, read_passage


def find_known(statements: Sequence[Statement], labels: Mapping[int, Label], origin: Origin) -> frozenset[str]:
    """Names of instruments that achievements of the report set up."""
    done = [s for s in statements if s.id in labels and labels[s.id].name == "achievement"]
    done = [s for s in done if "instrument" in may_hold(s.text)]
    return frozenset(f.value for s in done for f in find_instruments(read_passage(s.text, origin, DONE)))
