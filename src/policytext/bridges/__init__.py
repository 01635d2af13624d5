"""Bridges to other libraries: ``bridges.spacy``. Each carries what the line found; nothing inside depends on one."""
