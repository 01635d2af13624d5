"""Work that harms its process, for the tests of engines. A module of its own, so that workers can import it."""

from __future__ import annotations

import os
import signal
import time

from policytext.errors import DocumentError


def work(item):
    """Do what the file's name says."""
    name = item.source.split(".")[0].rstrip("0123456789")
    return ACTIONS[name](item)


def _fine(item):
    return {"reports": [{"report_id": item.sha256, "source": item.source}]}


def _hang(item):
    time.sleep(60)


def _die(item):
    os.kill(os.getpid(), signal.SIGKILL)


def _leave(item):
    os._exit(3)


def _refuse(item):
    raise DocumentError("empty", "read", "the file holds no text")


def _break(item):
    return {}["no such key"]


def _burst(item):
    raise MemoryError


def _exit(item):
    raise SystemExit(5)


def _interrupt(item):
    raise KeyboardInterrupt


def _unpicklable(item):
    return lambda: None


ACTIONS = {
    "fine": _fine,
    "hang": _hang,
    "die": _die,
    "leave": _leave,
    "refuse": _refuse,
    "break": _break,
    "burst": _burst,
    "exit": _exit,
    "interrupt": _interrupt,
    "unpicklable": _unpicklable,
}
