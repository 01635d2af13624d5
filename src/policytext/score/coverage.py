"""How often the 95 % interval of the index holds the truth: ``python -m policytext.score.coverage``.

Nothing is drawn at random. For a true distribution of levels and n commitments every outcome (counts of levels 0 to 3)
is listed with its multinomial probability, and the probabilities of those whose interval holds the true index are
added. The table in ``docs/method.md`` is this module's output.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from policytext.score.interval import posterior_interval
from policytext.score.rubric import Rubric, load_rubric

TRUTHS: Mapping[str, tuple[float, ...]] = {
    "reference": (12 / 83, 63 / 83, 7 / 83, 1 / 83),
    "vaguer": (0.50, 0.48, 0.02, 0.00),
    "all at level 1": (0.00, 1.00, 0.00, 0.00),
    "half checkable": (0.10, 0.40, 0.35, 0.15),
    "even": (0.25, 0.25, 0.25, 0.25),
    "action plan": (0.02, 0.18, 0.40, 0.40),
}
"""True shares of levels 0 to 3: annual reports as coded, vaguer ones, the extremes, plans and rectification notices."""

SIZES = range(1, 21)


def outcomes(n: int, shares: tuple[float, ...]) -> Iterator[tuple[tuple[int, ...], float]]:
    """Every split of n commitments over the levels, with its multinomial probability.

    >>> sum(probability for _, probability in outcomes(3, (0.1, 0.6, 0.2, 0.1)))
    1.0
    """
    for zero in range(n + 1):
        for one in range(n + 1 - zero):
            for two in range(n + 1 - zero - one):
                counts = (zero, one, two, n - zero - one - two)
                ways = math.factorial(n) / math.prod(math.factorial(count) for count in counts)
                yield counts, ways * math.prod(share**count for share, count in zip(shares, counts, strict=True))


def coverage(n: int, shares: tuple[float, ...], rubric: Rubric) -> float:
    """The probability that the interval from n commitments holds the true index.

    Args:
        n: how many commitments a report has.
        shares: the true shares of levels 0 to 3.
        rubric: holds the prior, the level values and the interval's probability.
    """
    truth = true_index(shares, rubric)
    held = 0.0
    for counts, probability in outcomes(n, shares):
        low, high = posterior_interval(counts, rubric) if probability else (0.0, 0.0)
        held += probability * (low <= truth <= high)
    return held


def true_index(shares: tuple[float, ...], rubric: Rubric) -> float:
    """The index of a report whose commitments have these shares of levels."""
    values = zip(shares, rubric.level_value, strict=True)
    return 100 * sum(share * value for share, value in values) / rubric.level_value[-1]


def coverage_table(rubric: Rubric) -> str:
    """Coverage by number of commitments and true distribution, as a Markdown table."""
    lines = [
        "| n | " + " | ".join(TRUTHS) + " |",
        "|---" * (len(TRUTHS) + 1) + "|",
        "| shares | " + " | ".join("/".join(f"{share:.2f}" for share in shares) for shares in TRUTHS.values()) + " |",
        "| index | " + " | ".join(f"{true_index(shares, rubric):.1f}" for shares in TRUTHS.values()) + " |",
    ]
    for n in SIZES:
        cells = (f"{coverage(n, shares, rubric):.3f}" for shares in TRUTHS.values())
        lines.append(f"| {n} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(coverage_table(load_rubric()))
