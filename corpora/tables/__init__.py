"""The prescribed tables of invented reports, laid out and damaged in many ways, with what every cell holds.

``values`` makes figures that agree with one another, ``forms`` and ``shapes`` lay them out as tables, ``prose`` writes
the report around them, the writers make files of it, and ``layouts`` lists what is combined with what.
``faults`` makes the documents in which one thing is wrong. The script is ``corpora/make_tables.py``.
"""
