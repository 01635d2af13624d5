"""One document in this process: whatever the work on it raises becomes its failure."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

from policytext.errors import DocumentError
from policytext.records import Failure
from policytext.run.items import Item
from policytext.store import Rows

Work = Callable[[Item], Rows]

# An exception may quote the whole document.
_MESSAGE_CHARS = 300

_OURS = Path(__file__).parents[1]


def attempt(work: Work, item: Item) -> Rows | Failure:
    """Do the work on one item; whatever it raises becomes the item's failure."""
    try:
        return work(item)
    except DocumentError as error:
        return Failure(item.source, error.reason, error.stage, error.message)
    except MemoryError:
        message = "it needs more memory than is allowed; split the file, or allow more with --memory"
        return Failure(item.source, "out_of_memory", "run", message)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # libraries written in Rust panic with more than Exception, others call exit
        return internal_error(item, error)


def internal_error(item: Item, error: BaseException) -> Failure:
    """A failure that tells the developers where to look: the exception and its last line of ours."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_OURS)]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    text = " ".join(f"{type(error).__name__}: {error}".split())[:_MESSAGE_CHARS]
    return Failure(
        item.source, "internal_error", "run", f"{text}{place}; an error of the program, please report the file"
    )


def timed_out(item: Item, seconds: float) -> Failure:
    """The failure of a document that took too long."""
    message = f"it took longer than {seconds:g} seconds; split the file, or allow more with --timeout"
    return Failure(item.source, "timeout", "run", message)


def crashed(item: Item) -> Failure:
    """The failure of a document whose process died each time."""
    message = "the process that worked on it died each time; please report the file, or try again with --retry"
    return Failure(item.source, "crashed", "run", message)
