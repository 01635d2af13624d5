"""Stage ``read``: FILE -> RawDocument, the blocks of text and tables as the file gave them.

The format is chosen by what the file holds, its name comes second. To add a format, write a function
``(data, name) -> Draft``, put it into ``READERS`` under the format's name and, where the first bytes do not
tell it yet, teach ``sniffing.sniff_format`` to name it.
"""

from policytext.read.draft import Draft
from policytext.read.reading import READERS, read_bytes, read_file

__all__ = ["READERS", "Draft", "read_bytes", "read_file"]
