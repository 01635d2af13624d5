"""Where the work is done. ``ENGINES`` is the list to extend: an engine is one file with one function.

An engine takes bundles for as long as there are any, has the task done on each, and gives what came of it, in any
order: a part, or ``Lost`` when the worker died. It neither retries nor blames: that is done by ``scheduling``, the
same for all engines. After each outcome there may be more to take.
"""

from __future__ import annotations

from policytext.run.engines.cluster import run_dask
from policytext.run.engines.local import run_local
from policytext.run.engines.protocol import Engine, Take
from policytext.run.engines.serial import run_serial

ENGINES: dict[str, Engine] = {"serial": run_serial, "local": run_local, "dask": run_dask}

__all__ = ["ENGINES", "Engine", "Take"]
