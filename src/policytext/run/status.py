"""How far a run in OUT is, from what lies there; nothing is changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policytext.run.ledger import ENTRIES, is_locked, read_documents
from policytext.run.spool import hashes_done
from policytext.run.task import SPOOLS
from policytext.store.folder import DOCUMENTS, MANIFEST, RUN, UNFINISHED, read_json


@dataclass(frozen=True, slots=True)
class Status:
    """What OUT holds.

    ``state`` is ``whole``, ``running``, ``interrupted`` or ``none``. ``done`` of ``total`` documents are done, those
    that were taken over included; ``parts`` hold the others. ``reasons`` counts what failed in this run. ``finished``
    describes the whole run that readers of OUT see, if any.
    """

    state: str
    done: int = 0
    total: int = 0
    parts: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    finished: dict[str, Any] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The status in words."""
        if self.state in {"running", "interrupted"}:
            going_on = "a run is writing" if self.state == "running" else "interrupted; the same command goes on"
            share = f" ({self.done / self.total:.0%})" if self.total else ""
            yield f"{going_on}: {self.done} of {self.total} files done{share}, in {self.parts} parts"
            yield from (f"  not scored so far: {number} {reason}" for reason, number in sorted(self.reasons.items()))
        if self.finished:
            run = self.finished
            yield f"whole: {run['reports']} reports, {run['failed']} files not scored, of {run['started']}"
            yield f"digest {run['digest']}"
        elif self.state == "none":
            yield "no run has been written here"


def find_status(out: Path) -> Status:
    """How far a run in OUT is.

    Args:
        out: the folder OUT, whole, being written or interrupted.
    """
    finished = _finished(out)
    folder = out / UNFINISHED
    if not (folder / ENTRIES).is_file():
        return Status("whole" if finished else "none", finished=finished)
    total, done = _documents(folder)
    reasons, parts = Counter[str](), 0
    with (folder / ENTRIES).open("rb") as file:
        for results in map(_results, file):
            done.update(result["sha256"] for result in results)
            parts += bool(results)
            reasons.update(result["reason"] for result in results if result["reason"])
    done |= hashes_done(folder / SPOOLS)
    state = "running" if is_locked(folder) else "interrupted"
    return Status(state, len(done), total, parts, dict(reasons), finished)


def _results(line: bytes) -> list[dict[str, Any]]:
    try:
        results: list[dict[str, Any]] = json.loads(line).get("results", [])
    except ValueError:  # it is being written
        return []
    return results


def _documents(folder: Path) -> tuple[int, set[str]]:
    """How many documents there are, each content once, and the hashes of those that were taken over."""
    names, total, done = ["sha256", "digest", "reason"], set[str](), set[str]()
    for rows in read_documents(folder / DOCUMENTS, names):
        total.update(row["sha256"] for row in rows)
        done.update(row["sha256"] for row in rows if row["digest"] or row["reason"])
    return len(total), done


def _finished(out: Path) -> dict[str, Any]:
    if not (out / MANIFEST).is_file() or not (out / RUN).is_file():
        return {}
    manifest, run = read_json(out / MANIFEST), read_json(out / RUN)
    reports = (manifest.get("rows") or {}).get("reports", 0)
    return {"reports": reports, "digest": manifest.get("digest")} | {
        name: run.get(name) for name in ("started", "failed")
    }
