"""Work done in this process or in others. ``ENGINES`` is the list to extend.

An engine takes items and a function, and gives an outcome for every item, in the order of the items: the function's
result, or a failure. Whatever a document does to its process, it alone is to blame.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import DocumentError
from policytext.records import Failure
from policytext.run.worklist import Item
from policytext.store import Rows

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

Work = Callable[[Item], Rows]
Outcome = tuple[Item, Rows | Failure]
Engine = Callable[[Iterable[Item], Work, int, float], Iterator[Outcome]]

# Documents that wait for each worker: enough that none is idle while results are taken in order, few enough that
# finished rows do not pile up in memory behind a slow document.
_AHEAD = 4

# An exception may quote the whole document.
_MESSAGE_CHARS = 300

_OURS = Path(__file__).parents[1]


def run_serial(items: Iterable[Item], work: Work, workers: int = 0, seconds: float = 0) -> Iterator[Outcome]:
    """Do the work in this process, one item after another, without a bound on time."""
    return ((item, attempt(work, item)) for item in items)


def run_local(items: Iterable[Item], work: Work, workers: int, seconds: float) -> Iterator[Outcome]:
    """Do the work in other processes of this machine.

    Args:
        items: the work, taken as it is needed.
        work: a function that can be pickled.
        workers: how many processes.
        seconds: a document that takes longer is given up and its process replaced.

    Yields:
        Outcomes in the order of the items.
    """
    from pebble import ProcessPool

    rest = iter(items)
    pool: Any = ProcessPool(max_workers=workers, context=_context())
    try:
        waiting: deque[tuple[Item, Any]] = deque()
        while True:
            for item in islice(rest, workers * _AHEAD - len(waiting)):
                waiting.append((item, pool.schedule(attempt, args=[work, item], timeout=seconds)))
            if not waiting:
                break
            item, future = waiting.popleft()
            outcome = _result(item, future, seconds)
            if isinstance(outcome, Failure) and outcome.reason in RETRIED:
                outcome = _result(item, pool.schedule(attempt, args=[work, item], timeout=seconds), seconds)
            yield item, outcome
        pool.close()
    finally:
        with suppress(RuntimeError):
            pool.stop()
        pool.join()


ENGINES: dict[str, Engine] = {"serial": run_serial, "local": run_local}


#: When a process dies while others start, a neighbour's document may be blamed: only what fails twice is guilty.
RETRIED = ("crashed", "timeout")


def attempt(work: Work, item: Item) -> Rows | Failure:
    """Do the work on one item; whatever it raises becomes the item's failure."""
    try:
        return work(item)
    except DocumentError as error:
        return Failure(item.source, error.reason, error.stage, error.message)
    except MemoryError:
        return Failure(item.source, "out_of_memory", "run", "it needs more memory than there is; split the file")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # libraries written in Rust panic with more than Exception, others call exit
        return _internal_error(item, error)


def _result(item: Item, future: Any, seconds: float) -> Rows | Failure:
    from concurrent.futures import TimeoutError as TimeBound

    from pebble import ProcessExpired

    try:
        result: Rows | Failure = future.result()
    except TimeBound:
        message = f"it took longer than {seconds:g} seconds; split the file, or allow more with --timeout"
        return Failure(item.source, "timeout", "run", message)
    except ProcessExpired as error:
        message = f"the process that worked on it died (code {error.exitcode}); please report the file"
        return Failure(item.source, "crashed", "run", message)
    except Exception as error:  # a result that cannot be sent back must not end the batch
        return _internal_error(item, error)
    return result


def _internal_error(item: Item, error: BaseException) -> Failure:
    """A failure that tells the developers where to look: the exception and its last line of ours."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_OURS)]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    text = " ".join(f"{type(error).__name__}: {error}".split())[:_MESSAGE_CHARS]
    return Failure(
        item.source, "internal_error", "run", f"{text}{place}; an error of the program, please report the file"
    )


def _context() -> BaseContext:
    """Processes that inherit no threads and no locks: a fork of a process with threads can hang."""
    import multiprocessing

    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(kind)
