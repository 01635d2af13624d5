"""What a caller may choose about a chart."""

from __future__ import annotations

from dataclasses import dataclass

from policytext.errors import UsageError

LANGUAGES = ("zh", "en")
VALUES = ("checkable", "specificity")

# As many rows as one page shows readably.
PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for a chart; each kind heeds those that mean something to it.

    Args:
        lang: ``zh`` or ``en``.
        years: the years to draw; none for all, or for the latest where a kind shows one year.
        peers: only groups whose name begins so, such as ``panel/county``.
        places: only these units, by name or adcode.
        measures: names or ids of measures, for ``diffusion`` and ``measures``.
        ranks: whether ``ranking`` gives rank numbers, which it keeps back by default.
        value: what ``heatmap`` shows: ``checkable`` promises or the index, ``specificity``.
        per_page: rows of a page.

    Raises:
        UsageError: a choice is not known.
    """

    lang: str = "zh"
    years: tuple[int, ...] = ()
    peers: str = ""
    places: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    ranks: bool = False
    value: str = "checkable"
    per_page: int = PER_PAGE

    def __post_init__(self) -> None:
        """Check the choices."""
        for name, value, known in (("lang", self.lang, LANGUAGES), ("value", self.value, VALUES)):
            if value not in known:
                raise UsageError(f"{name} {value!r} is not known; choose from {', '.join(known)}")
        if self.per_page < 1:
            raise UsageError("per_page must be at least 1")
