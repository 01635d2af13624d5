"""Names that the report shows to exist already: promising to set them up again is no news."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from policytext.records import Label, Origin, Statement
from policytext.score.hints import may_hold
from policytext.score.instruments import find_instruments
from policytext.score.names import core_name
from policytext.score.passage import DONE, read_passage, without_mark


class KnownNames(Container[str]):
    """Names of instruments that achievements of the report set up; to be asked with ``in``.

    They are looked for when a name is asked about, in the achievements that hold it: few promises name an instrument.
    """

    def __init__(self, statements: Sequence[Statement], labels: Mapping[int, Label], origin: Origin) -> None:
        self._statements = statements
        self._labels = labels
        self._origin = origin
        self._texts: list[tuple[str, str]] | None = None

    def __contains__(self, name: object) -> bool:
        if self._texts is None:
            done = (s for s in self._statements if s.id in self._labels and self._labels[s.id].name == "achievement")
            self._texts = [(core_name(without_mark(s.text)), s.text) for s in done]
        return any(
            found.value == name
            for core, text in self._texts
            if str(name) in core and "instrument" in may_hold(text)
            for found in find_instruments(read_passage(text, self._origin, DONE))
        )
