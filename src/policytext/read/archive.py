"""The parts of a zip file, with limits: nothing is unpacked or parsed that a report could not need."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from policytext.read.draft import refuse
from policytext.read.limits import MAX_PART_BYTES, MAX_UNPACKED_BYTES

if TYPE_CHECKING:
    from lxml import etree
    from lxml.etree import _Element

_ENCRYPTED_FLAG = 0x1
_UTF8_FLAG = 0x800

# Libxml2's codes for names whose prefix is not declared.
_NAMESPACE_ERRORS = range(200, 206)


class Archive:
    """A zip file opened for reading; parts are unpacked and parsed when asked for.

    ``suffix`` and ``program`` are for messages: what the file should be saved as, and with what.
    """

    def __init__(self, data: bytes, name: str, suffix: str, program: str) -> None:
        self._name, self._suffix, self._program = name, suffix, program
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._members = {_path(info): info for info in self._archive.infolist()}
        self._unpacked = 0
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in self._members.values()):
            raise refuse("encrypted", name, "is protected by a password", "save it again without one")

    def __contains__(self, path: str) -> bool:
        return path in self._members

    def read(self, path: str) -> bytes:
        """Unpack a part.

        Raises:
            DocumentError: too_large, or damaged where the part cannot be unpacked.
        """
        try:
            with self._archive.open(self._members[path]) as member:
                # The size that the archive states may be a lie: read one byte more than allowed and see.
                data = member.read(MAX_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise self.damaged(path) from error
        self._unpacked += len(data)
        if len(data) > MAX_PART_BYTES or self._unpacked > MAX_UNPACKED_BYTES:
            limit = MAX_PART_BYTES if len(data) > MAX_PART_BYTES else MAX_UNPACKED_BYTES
            fault = f"unpacks to more than {limit:,} bytes"
            raise refuse("too_large", self._name, fault, f"save the report's text alone as {self._suffix}")
        return data

    def parse(self, data: bytes, path: str, *, loose_names: bool = False) -> _Element:
        """The root element of a part; with ``loose_names`` its prefixes need not be declared.

        Raises:
            DocumentError: damaged where the part is not sound XML.
        """
        from lxml import etree

        try:
            root = etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            if not loose_names or getattr(error, "code", 0) not in _NAMESPACE_ERRORS:
                raise self.damaged(path) from error
            root = etree.fromstring(data, _parser(recover=True))
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse("damaged", self._name, "defines entities of its own, as no such file does", "do not trust it")
        return root

    def damaged(self, path: str) -> Exception:
        """The error for a part that is missing or not sound."""
        return refuse(
            "damaged", self._name, f"is damaged inside ({path})", f"open it in {self._program} and save it again"
        )


def _parser(*, recover: bool = False) -> etree.XMLParser:
    """One hardened parser: no entities, no network, no huge trees, no DTD."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, recover=recover
    )


def _path(info: zipfile.ZipInfo) -> str:
    """The path of an entry; names that do not say that they are UTF-8 are UTF-8 or GBK all the same."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG and not name.isascii():
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", "replace")
    return name.replace("\\", "/").lstrip("/")
