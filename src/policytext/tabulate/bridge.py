"""Which cells of which form hold an indicator: the bridge over the breaks between the eras."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from policytext.resources import read_toml
from policytext.tabulate.form import ERAS

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """An indicator in the prescribed tables.

    ``cells`` are by era those whose sum it is; an era that is missing did not collect it. ``also`` are other sums that
    a text may mean by the same words.
    """

    cells: dict[str, Ids]
    also: tuple[Ids, ...] = ()
    note: str = ""

    @property
    def ways(self) -> tuple[Ids, ...]:
        """All sums, those of the forms first, each once."""
        return tuple(dict.fromkeys((*self.cells.values(), *self.also)))


@cache
def load_bridge() -> dict[str, Bridge]:
    """The bridges by indicator.

    >>> load_bridge()["documents_made"].cells["trial"]
    ('t2.normative_documents.created',)
    >>> "trial" in load_bridge()["documents_in_force"].cells
    False
    """
    return {
        indicator: Bridge(
            {era: _ids(entry[era]) for era in ERAS if era in entry},
            tuple(map(_ids, entry.get("also", []))),
            entry.get("note", ""),
        )
        for indicator, entry in read_toml("bridge.toml").items()
    }


def _ids(sum_of: str) -> Ids:
    return tuple(part.strip() for part in sum_of.split("+"))
