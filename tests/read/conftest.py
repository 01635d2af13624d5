"""Files built on the fly for the readers."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.errors import DocumentError
from policytext.read import read_bytes
from policytext.records import RawDocument

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "corpora"))

from build_sample import source_report  # noqa: E402
from writers import as_ofd, as_rtf, pack  # noqa: E402

WRITERS = {"rtf": as_rtf, "ofd": as_ofd}

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


@pytest.fixture
def sample() -> Path:
    """The folder of invented reports."""
    return ROOT / "corpora" / "sample"


@pytest.fixture
def content(sample: Path) -> Callable[[str], bytes]:
    """A file by its name: one of the sample, or the sample's source of that name in a format the sample lacks."""

    def build(name: str) -> bytes:
        stem, _, suffix = name.rpartition(".")
        if suffix == "wps":
            return (sample / f"{stem}.doc").read_bytes()
        if suffix in WRITERS:
            return WRITERS[suffix](source_report(stem))
        return (sample / name).read_bytes()

    return build


@pytest.fixture
def refused() -> Callable[..., DocumentError]:
    """Read bytes that must be refused; the error, whose message must say what is wrong and what to do."""

    def refuse(data: bytes, name: str) -> DocumentError:
        with pytest.raises(DocumentError) as caught:
            read_bytes(data, name, name)
        assert caught.value.stage == "read"
        assert caught.value.message.startswith(name)
        assert "; " in caught.value.message
        return caught.value

    return refuse


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """A .docx file from the XML inside its body, numbering, styles and footnotes."""

    def make(body: str, **parts: str) -> bytes:
        roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
        kinds = "".join(
            f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="/word/{name}.xml"/>' for name in parts
        )
        files = {f"word/{name}.xml": f"<w:{roots[name]} {WORD}>{xml}</w:{roots[name]}>" for name, xml in parts.items()}
        main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        return pack(
            {
                "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>',
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{kinds}</Relationships>',
                "word/document.xml": f"<w:document {WORD} {EXTRA}><w:body>{body}</w:body></w:document>",
                **files,
            }
        )

    return make


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF file: each page a function that draws on a canvas in the font STSong-Light; options go to the canvas."""

    def make(*pages: Callable[..., None], **options: object) -> bytes:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(595, 842), invariant=1, **options)
        for page in pages:
            canvas.setFont("STSong-Light", 14)
            page(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture
def texts() -> Callable[[RawDocument], list[str]]:
    """The blocks of a document as ``kind: text``; paragraphs without their kind."""

    def show(document: RawDocument) -> list[str]:
        return [b.text if b.kind == "paragraph" else f"{b.kind}: {b.text}" for b in document.blocks]

    return show
