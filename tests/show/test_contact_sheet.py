"""The sheet of all charts in the docs was drawn by the code as it is."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]


def test_contact_sheet_is_not_stale():
    spec = importlib.util.spec_from_file_location("make_pictures", ROOT / "docs/make_pictures.py")
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    with Image.open(pictures.SHEET) as sheet:
        assert sheet.text[pictures.HASH] == pictures.sources_hash(), "the charts changed: run `make pictures`"
