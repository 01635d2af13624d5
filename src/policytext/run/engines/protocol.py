"""What every engine takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policytext.run.items import Bundle, Lost, Part
from policytext.run.settings import Settings
from policytext.run.task import Task

# Gives the next bundle, or None where there is none at the moment.
Take = Callable[[], Bundle | None]

Outcome = tuple[Bundle, Part | Lost]
Engine = Callable[[Take, Task, Settings], Iterator[Outcome]]

# Bundles that wait for each worker, so that none is idle while results are taken.
AHEAD = 2
