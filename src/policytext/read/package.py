"""The parts of a .docx file, with limits: nothing is unpacked or parsed that a report could not need."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from policytext.read.draft import refuse
from policytext.read.limits import MAX_PART_BYTES

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# The strict variant of the format (ISO 29500) has other names for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_ENCRYPTED_FLAG = 0x1


class Package:
    """A .docx file opened for reading; parts are parsed when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._members = {info.filename: info for info in self._archive.infolist()}
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in self._members.values()):
            raise refuse("encrypted", name, "is protected by a password", "save it again without one")
        self.main = self.related("", "officeDocument") or "word/document.xml"

    def part(self, path: str) -> _Element | None:
        """The root element of a part, or None where the file has no such part.

        Raises:
            DocumentError: too_large, or damaged where the part cannot be unpacked or is not sound XML.
        """
        if path not in self._members:
            return None
        from lxml import etree

        # One hardened parser: no entities, no network, no huge trees, no DTD.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self._unpack(path), parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(path) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse("damaged", self.name, "defines entities of its own, as no Word file does", "do not trust it")
        return root

    def related(self, part: str, kind: str) -> str | None:
        """The path of the part that ``part`` ("" for the package) names as its ``kind``: styles, numbering, ..."""
        folder, file = posixpath.split(part)
        relations = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in relations.iter(_RELATION) if relations is not None else ():
            if str(relation.get("Type", "")).endswith(f"/{kind}"):
                target = str(relation.get("Target", ""))
                return posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
        return None

    def _unpack(self, path: str) -> bytes:
        try:
            with self._archive.open(path) as member:
                # The size that the archive states may be a lie: read one byte more than allowed and see.
                data = member.read(MAX_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise self._damaged(path) from error
        if len(data) > MAX_PART_BYTES:
            fault = f"unpacks to more than {MAX_PART_BYTES:,} bytes"
            raise refuse("too_large", self.name, fault, "save the report's text alone as .docx")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data

    def _damaged(self, path: str) -> Exception:
        return refuse("damaged", self.name, f"is damaged inside ({path})", "open it in Word or WPS and save it again")
