"""One run that may be killed at any moment: ``chaos_run.py FOLDER OUT ENGINE WORKERS``; used by ``chaos.py``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from poison import Poisoned

from policytext.run import Settings, find_inputs, score_batch


class Noted(Poisoned):
    """The stand-in, slowed down; notes which process begins which document."""

    def __call__(self, item):
        with Path(os.environ["CHAOS_LOG"]).open("a") as file:
            file.write(f"{os.getpid()} {item.source}\n")
        time.sleep(float(os.environ.get("CHAOS_PAUSE", "0.002")))
        return super().__call__(item)


def main(folder: str, out: str, engine: str, workers: str) -> None:
    """Score a folder."""
    Settings.scorer = lambda self: Noted()
    settings = Settings(engine=engine, workers=int(workers), seconds=30.0)
    score_batch(find_inputs([folder], settings, Path(out)), Path(out), settings)


if __name__ == "__main__":
    main(*sys.argv[1:])
