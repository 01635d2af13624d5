"""Bundles to an engine and back: what a worker lost is done again, and only the document it died on is suspected."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import cast

from policytext.errors import UsageError
from policytext.run.engines import ENGINES
from policytext.run.items import Bundle, Item, Lost, Part
from policytext.run.settings import Settings
from policytext.run.spool import remove_spools, size_of
from policytext.run.task import SPOOLS, Task

# Documents of a bundle. Its rows are in memory by blocks and its tables are nine files, so more is no gain. For each
# worker there are at least so many bundles, so that all end at about the same time.
MOST_DOCUMENTS, BUNDLES_A_WORKER = 200, 16

# A task on a cluster costs some milliseconds, so that it should hold so many documents where there are enough.
LEAST_ON_A_CLUSTER = 50

# So often a bundle may be lost without a worker having begun a further document.
_MOST_IDLE = 3


def size_of_bundles(documents: int, engine: str, workers: int) -> int:
    """How many documents a bundle has.

    >>> size_of_bundles(3000, "local", 2), size_of_bundles(100_000, "local", 2), size_of_bundles(300, "dask", 2)
    (93, 200, 50)
    """
    least = LEAST_ON_A_CLUSTER if engine == "dask" else 1
    return max(least, min(MOST_DOCUMENTS, documents // (max(workers, 1) * BUNDLES_A_WORKER)))


def work_through(
    items: Iterable[Item], size: int, engine: str, task: Task, settings: Settings
) -> Generator[Part, None, None]:
    """Have an engine do all documents.

    Args:
        items: the documents.
        size: documents of a bundle.
        engine: a key of ``ENGINES``.
        task: the work.
        settings: how the run was called.

    Yields:
        Parts as they come. The spools of a part may be removed when its entry is written.

    Raises:
        UsageError: workers die before they begin a document.
    """
    fresh, again, idle = _bundles(items, size), deque[Bundle](), _Idle(task)

    def take() -> Bundle | None:
        return again.popleft() if again else next(fresh, None)

    outcomes = ENGINES[engine](take, task, settings)
    with closing(cast("Generator[tuple[Bundle, Part | Lost], None, None]", outcomes)):
        for bundle, outcome in outcomes:
            if isinstance(outcome, Lost):
                idle.check(bundle, outcome)
                again.append(bundle)
            else:
                yield outcome
                remove_spools(task.folder / SPOOLS, bundle.name)


class _Idle:
    """Tells a bundle that gets on, though its workers die, from one that does not."""

    def __init__(self, task: Task) -> None:
        self._folder = task.folder / SPOOLS
        self._sizes: dict[str, int] = {}
        self._times: Counter[str] = Counter()

    def check(self, bundle: Bundle, lost: Lost) -> None:
        size = size_of(self._folder, bundle.name)
        self._times[bundle.name] = self._times[bundle.name] + 1 if size == self._sizes.get(bundle.name, 0) else 0
        self._sizes[bundle.name] = size
        if self._times[bundle.name] >= _MOST_IDLE:
            fault = f"workers cannot begin ({lost.why}); look at their log, and see that they can write {self._folder}"
            raise UsageError(f"{fault}; --workers 0 works in this process and shows the error")


def _bundles(items: Iterable[Item], size: int) -> Iterator[Bundle]:
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield Bundle.of(some)
