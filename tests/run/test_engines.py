"""Whatever a document does to its process, it alone fails, and the others come out in order."""

import sys
import threading
from pathlib import Path

import pytest

from policytext.records import Failure
from policytext.run.engines import ENGINES, run_local, run_serial
from policytext.run.worklist import Item

# What each poison is blamed for.
BLAME = {
    "hang": "timeout",
    "die": "crashed",
    "leave": "crashed",
    "refuse": "empty",
    "break": "internal_error",
    "burst": "out_of_memory",
    "unpicklable": "crashed",
    "exit": "internal_error",
}


def items_of(*names: str) -> list[Item]:
    return [Item(Path(name), f"{name}.txt", sha256=str(number)) for number, name in enumerate(names)]


@pytest.mark.skipif(sys.platform == "win32", reason="kills itself by a signal")
def test_only_the_guilty_document_fails_and_the_order_stays(poison) -> None:
    names = [
        "fine0",
        "die",
        "fine1",
        "hang",
        "fine2",
        "break",
        "fine3",
        "leave",
        "refuse",
        "burst",
        "unpicklable",
        "exit",
    ]
    outcomes = list(run_local(items_of(*names), poison.work, 2, 2.0))
    assert [item.source for item, _ in outcomes] == [f"{name}.txt" for name in names]
    got = {item.source.split(".")[0]: o.reason if isinstance(o, Failure) else "scored" for item, o in outcomes}
    assert got == {name: BLAME.get(name, "scored") for name in names}


def test_serial_gives_the_same_outcomes_where_the_process_survives(poison) -> None:
    items = items_of("fine", "refuse", "break", "burst", "exit")
    assert list(run_serial(items, poison.work)) == list(run_local(items, poison.work, 1, 30.0))


def test_an_unexpected_error_names_itself_and_asks_for_a_report(poison) -> None:
    ((_, failure),) = run_serial(items_of("break"), poison.work)
    assert (failure.source, failure.reason, failure.stage) == ("break.txt", "internal_error", "run")
    assert failure.message.startswith("KeyError: 'no such key' at engines.py:")
    assert failure.message.endswith("an error of the program, please report the file")


def test_an_interrupt_is_not_the_documents_fault(poison) -> None:
    with pytest.raises(KeyboardInterrupt):
        list(run_serial(items_of("interrupt"), poison.work))


@pytest.mark.parametrize("name", ENGINES)
def test_no_items_no_outcomes(poison, name) -> None:
    assert list(ENGINES[name]([], poison.work, 1, 1.0)) == []


def test_items_are_taken_only_as_they_are_needed(poison) -> None:
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield items_of("fine")[0]

    outcomes = run_local(endless(), poison.work, 1, 30.0)
    next(outcomes)
    outcomes.close()
    assert len(taken) < 10


def test_stopping_early_leaves_no_worker(poison) -> None:
    outcomes = run_local(items_of("fine0", "hang", "fine1"), poison.work, 2, 60.0)
    next(outcomes)
    outcomes.close()
    assert not [thread for thread in threading.enumerate() if "pool" in thread.name.lower()]
