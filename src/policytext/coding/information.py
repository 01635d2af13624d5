"""How much each word tells, counted over the train and dev splits of a labelled corpus.

``python -m policytext.coding.information CORPUS`` prints ``data/word_information.csv``; ``make information`` writes it.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from policytext.clean import clean_text
from policytext.coding.manifest import Corpus, read_corpus
from policytext.segment import Words

#: A word of one statement tells as much as one of none.
LEAST_STATEMENTS = 2


def word_information(texts: Iterable[str], cut: Words) -> dict[str, float]:
    """-log of the share of texts that have a word, for words of at least two texts and two characters.

    >>> word_information(["加强培训", "加强宣传"], Words())
    {'加强': 0.0}
    """
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update({word for word in cut.cut(text) if len(word) > 1})
    found = sorted(word for word, n in counts.items() if n >= LEAST_STATEMENTS)
    return {word: round(math.log(total / counts[word]), 2) for word in found}


def as_csv(corpus: Corpus) -> str:
    """The text of ``data/word_information.csv`` for a corpus."""
    units = (unit for entry in corpus.of_splits(["train", "dev"]) for unit in corpus.units(entry))
    texts = (clean_text(unit.text)[0] for unit in units if unit.role == "statement")
    lines = [f"{word},{value}" for word, value in word_information(texts, Words()).items() if word.isalpha()]
    return "\n".join(["word,information", *lines, ""])


def main(arguments: Sequence[str]) -> None:
    """Print the table for the corpus."""
    sys.stdout.write(as_csv(read_corpus(Path(arguments[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
