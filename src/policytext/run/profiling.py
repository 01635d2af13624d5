"""How long each stage takes: the line's own functions, timed where ``--profile`` asks for it, else untouched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from time import perf_counter
from typing import Any

from policytext.run.attempts import Work
from policytext.run.items import Item
from policytext.store import Rows

# Functions that the line calls, by module, and the stage that their time is counted for.
STAGES = {
    "policytext.read": {"read_file": "read", "read_bytes": "read"},
    "policytext.pipeline": {
        "clean_document": "clean",
        "is_report": "identify",
        "identify_document": "identify",
        "segment_document": "segment",
        "label_statements": "classify",
        "find_mentions": "find",
        "assign_stances": "find",
        "find_rectified": "score",
        "_measure": "score",
        "_measure_doubtful": "score",
        "match_answers": "score",
        "score_report": "score",
    },
    "policytext.run.scoring": {"report_rows": "rows"},
}


class Stages:
    """Work that notes how long its stages take, where that is wanted.

    >>> stages = Stages(lambda item: {}, wanted=False)
    >>> stages(None), stages.seconds()
    ({}, {})
    """

    def __init__(self, work: Work, *, wanted: bool) -> None:
        self._work, self._wanted = work, wanted
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def __call__(self, item: Item) -> Rows:
        """Do the work on one document."""
        if not self._wanted:
            return self._work(item)
        begun, known = perf_counter(), sum(self._seconds.values())
        try:
            with _timed_stages(self._seconds):
                return self._work(item)
        finally:
            self._seconds["other"] += perf_counter() - begun - (sum(self._seconds.values()) - known)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time of a block for a stage."""
        begun = perf_counter()
        yield
        if self._wanted:
            self._seconds[stage] += perf_counter() - begun

    def seconds(self) -> dict[str, float]:
        """The time of each stage so far."""
        return dict(self._seconds)


@contextmanager
def _timed_stages(seconds: dict[str, float]) -> Iterator[None]:
    from importlib import import_module

    plain = []
    try:
        for module in map(import_module, STAGES):
            for name, stage in STAGES[module.__name__].items():
                function = getattr(module, name)
                plain.append((module, name, function))
                setattr(module, name, _timed(function, stage, seconds))
        yield
    finally:
        for module, name, function in reversed(plain):
            setattr(module, name, function)


def _timed(function: Callable[..., Any], stage: str, seconds: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        begun = perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            seconds[stage] += perf_counter() - begun

    return timed
