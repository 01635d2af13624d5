"""A tokenizer for spaCy: jieba with a dictionary of its own, which is saved with the pipeline."""

# spaCy reads the annotations of what it registers when it registers it: no ``from __future__ import annotations``.

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from policytext.errors import DataError
from policytext.segment import Words

TOKENIZER = "policytext.WordTokenizer.v1"


class WordTokenizer:
    """Cuts a text into words; the words joined are the text again, white space included.

    Every space is a token of its own, so that a span may begin or end beside it. The dictionary is jieba's and
    ``words``; it is private to this object: neither jieba's own nor that of another pipeline changes it.

    >>> tokenizer = WordTokenizer(Vocab(), ["首问责任制"])
    >>> [token.text for token in tokenizer("推行首问责任制。")]
    ['推行', '首问责任制', '。']

    Args:
        vocab: of the pipeline.
        words: beside those of jieba's dictionary; each once, in the order of their code points.
    """

    def __init__(self, vocab: Vocab, words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self._set_words(words)

    def __call__(self, text: str) -> Doc:
        """Cut one text."""
        pieces = self._words.cut(text)
        return Doc(self.vocab, words=pieces, spaces=[False] * len(pieces))

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterator[Doc]:
        """Cut many texts."""
        return map(self, texts)

    def to_bytes(self, **_: Any) -> bytes:
        """The words as JSON."""
        return json.dumps({"words": self.words}, ensure_ascii=False, indent=1).encode()

    def from_bytes(self, data: bytes, **_: Any) -> "WordTokenizer":
        """Take the words that ``to_bytes`` gave.

        Raises:
            DataError: that is not what it gave.
        """
        try:
            self._set_words(json.loads(data)["words"])
        except (ValueError, KeyError, TypeError) as error:
            message = f"the tokenizer's words cannot be read ({error!r}); save the pipeline again with nlp.to_disk"
            raise DataError(message) from error
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the words to a file of JSON."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> "WordTokenizer":
        """Take the words of a file that ``to_disk`` wrote."""
        return self.from_bytes(Path(path).read_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle vocab and words; the dictionary is loaded again where they are unpickled."""
        return type(self), (self.vocab, self.words)

    def _set_words(self, words: Iterable[str]) -> None:
        # Sorted, because the frequency that jieba gives a new word depends on the words before it.
        self.words = tuple(sorted(set(words)))
        self._words = Words(self.words)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer(words: list[str] | None = None) -> Callable[[Language], WordTokenizer]:
    """What the config ``{"@tokenizers": "policytext.WordTokenizer.v1"}`` makes.

    Args:
        words: words beside those of jieba's dictionary; ``None`` for the names of the measures that ship. A saved
            pipeline keeps those that it was made with.
    """

    def make(nlp: Language) -> WordTokenizer:
        return WordTokenizer(nlp.vocab, measure_names() if words is None else words)

    return make


def measure_names() -> list[str]:
    """The names of the measures that ship and their aliases; jieba finds none that holds a mark or a blank."""
    from policytext.find import load_gazetteer

    names = {name for measure in load_gazetteer().measures.values() for name in (measure.name, *measure.aliases)}
    return sorted(filter(str.isalnum, names))
