"""Work that harms its process, for the tests of engines. A module of its own, so that workers can import it.

What happens to a document is said by its name: ``die7.txt`` kills its process each time, ``once7.txt`` only the first
time. The others are scored by the stand-in. Every document that is begun is noted in ``BEGUN``, if that is set.
"""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from policytext.errors import DocumentError


def work(item):
    """Do what the file's name says, or else what the stand-in does."""
    if "BEGUN" in os.environ:
        with Path(os.environ["BEGUN"]).open("a") as file:
            file.write(f"{item.source}\n")
    from stand_in import StandIn

    action = ACTIONS.get(re.sub(r"\d*\..*", "", item.source))
    return action(item) if action else StandIn()(item)


def _hang(item):
    time.sleep(60)


def _spin(item):
    re.match(r"(a+)+$", "a" * 60 + "b")  # holds Python's lock all the time


def _die(item):
    os.kill(os.getpid(), signal.SIGKILL)


def _once(item):
    mark = item.path.with_suffix(".mark")
    if not mark.exists():
        mark.touch()
        _die(item)
    return work(type(item)(item.path, "fine.txt", item.sha256))


def _leave(item):
    os._exit(3)


def _refuse(item):
    raise DocumentError("empty", "read", "the file holds no text")


def _break(item):
    return {}["no such key"]


def _burst(item):
    return {"texts": [bytearray(4 << 30)]}


def _exit(item):
    raise SystemExit(5)


def _interrupt(item):
    raise KeyboardInterrupt


def _strange(item):
    return lambda: None


ACTIONS = {
    "hang": _hang,
    "spin": _spin,
    "die": _die,
    "once": _once,
    "leave": _leave,
    "refuse": _refuse,
    "break": _break,
    "burst": _burst,
    "exit": _exit,
    "interrupt": _interrupt,
    "strange": _strange,
}


class Poisoned:
    """``work`` with what the run asks of a scorer."""

    def tools(self):
        from stand_in import StandIn

        return StandIn().tools()

    def __call__(self, item):
        return work(item)
