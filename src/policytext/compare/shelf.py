"""What a comparison lays aside on disk, so that memory does not grow with the dataset: rows and texts by key."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, overload

from policytext.compare.scratch import Scratch

if TYPE_CHECKING:
    import pyarrow as pa

_CODE = "utf-8", "surrogatepass"


class Shelf:
    """Blocks of rows under keys, each an Arrow message in a temporary file.

    >>> import pyarrow as pa
    >>> rows = pa.record_batch({"year": [2016, 2017, 2018]})
    >>> shelf = Shelf()
    >>> shelf.put("甲县", rows.slice(0, 2)), shelf.put("乙县", rows.slice(2)), shelf.put("甲县", rows.slice(2))
    (None, None, None)
    >>> [block["year"].to_pylist() for block in shelf.get("甲县", rows.schema)]
    [[2016, 2017], [2018]]
    """

    def __init__(self) -> None:
        self._scratch = Scratch()
        self._places: defaultdict[Hashable, array[int]] = defaultdict(lambda: array("q"))

    @property
    def keys(self) -> Iterable[Any]:
        """The keys in the order in which they came."""
        return self._places.keys()

    def put(self, key: Hashable, block: pa.RecordBatch) -> None:
        """Lay a block aside."""
        message = memoryview(block.serialize())
        self._places[key].extend((self._scratch.add(message), len(message)))

    def get(self, key: Hashable, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """The blocks of a key in the order in which they came."""
        import pyarrow as pa

        places = self._places.get(key, array("q"))
        for place, size in zip(places[::2], places[1::2], strict=True):
            yield pa.ipc.read_record_batch(pa.py_buffer(self._scratch.read(place, size)), schema)


class Texts(Sequence[str]):
    """A list of texts on disk, eight bytes of memory each; a slice of it is a list.

    >>> texts = Texts()
    >>> texts.extend(["甲县", "", "乙"])
    >>> len(texts), texts[0], texts[1:], texts[-1:]
    (3, '甲县', ['', '乙'], ['乙'])
    """

    def __init__(self) -> None:
        self._scratch, self._ends = Scratch(), array("q", [0])

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts at the end."""
        coded = [text.encode(*_CODE) for text in texts]
        begin = self._scratch.add(b"".join(coded))
        self._ends.extend(begin + size for size in accumulate(map(len, coded)))

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        """One text, or those of a slice, read at once."""
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return self._read(start, stop) if step == 1 else [self[i] for i in range(start, stop, step)]
        if not 0 <= index < len(self):
            raise IndexError(index)
        begin = self._ends[index]
        return self._scratch.read(begin, self._ends[index + 1] - begin).decode(*_CODE)

    def _read(self, start: int, stop: int) -> list[str]:
        ends = self._ends[start : max(start, stop) + 1]
        coded = self._scratch.read(ends[0], ends[-1] - ends[0])
        cuts = [end - ends[0] for end in ends]
        return [coded[a:b].decode(*_CODE) for a, b in pairwise(cuts)]
