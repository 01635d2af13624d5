# make demo   sets everything up and scores the sample reports
# make test   sets everything up and checks everything that must hold
# Both make the virtual environment .venv first; PYTHON=... chooses the Python (3.11 or later) that makes it.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
PYTEST ?= -n auto

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SAMPLE := corpora/sample
HELD_OUT := corpora/labelled/test/gold corpora/labelled/test/reports
ONE := $(firstword $(sort $(wildcard $(SAMPLE)/*.html)))

.PHONY: demo test fuzz chaos same scale lint check readme model designs gate facts gaming manifest panel pair-counts notebooks information confidence font pictures clean

demo: $(VENV)/installed
	$(BIN)/policytext score "$(SAMPLE)" -o out/demo
	$(BIN)/policytext explain $(ONE)
	$(BIN)/policytext score corpora/demo/reports -o out/panel --quiet
	$(BIN)/policytext compare out/panel --quiet
	$(BIN)/policytext report out/panel -o out/panel/report.html

test: lint check
	$(BIN)/python -m pytest $(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=90

# New random examples, 2,000 for each property test: minutes, and not part of `make test`.
fuzz: $(VENV)/developing
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest $(PYTEST) -k "not ctrl_c" tests/clean tests/find tests/identify tests/quantities tests/read tests/score tests/segment tests/classify tests/test_pipeline.py

# Kills runs at random moments, 50 times the main process, 20 times workers, local and Dask: some minutes.
chaos: $(VENV)/developing
	$(BIN)/python tests/run/chaos.py main --kills 50 --documents 2000
	$(BIN)/python tests/run/chaos.py workers --kills 20 --documents 10000
	$(BIN)/python tests/run/chaos.py workers --kills 20 --documents 10000 --engine dask

# The same tables from other workers, orders and hash seeds, and with bad files beside: some minutes.
same: $(VENV)/developing
	$(BIN)/python tests/run/same.py

# Time and memory of 10^3 to 10^5 documents: the table of docs/performance.md, an hour.
scale: $(VENV)/developing
	$(BIN)/python bench/scale.py 1000 10000 100000 --small
	$(BIN)/python bench/scale.py 100000 --small --engine dask,local
	$(BIN)/python bench/scale.py 1000 10000

lint: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: $(VENV)/developing
	$(BIN)/policytext check-data corpora

readme: $(VENV)/developing
	$(BIN)/python -m policytext.store.describe > docs/tables.md
	$(BIN)/python docs/make_readme.py "$(SAMPLE)" $(ONE)

# The classifier that ships: trained on the train and dev splits, half a minute.
model: $(VENV)/developing manifest information
	$(BIN)/policytext train corpora -o src/policytext/data/model

# Tables of docs/method.md: what each design gives, and the learning curve. Some minutes.
designs: $(VENV)/developing
	$(BIN)/python eval/designs.py

gaming: $(VENV)/developing
	$(BIN)/python eval/gaming.py
	$(BIN)/python eval/gaming_years.py

facts: $(VENV)/developing
	$(BIN)/python eval/facts.py

gate: $(VENV)/developing
	$(BIN)/python eval/gate.py

# The demonstration panel in all its formats, from corpora/demo/sources.
panel: $(VENV)/developing
	$(BIN)/python corpora/build_demo.py

# Hashes and counts of the labelled corpus, after a change of its files.
manifest: $(VENV)/developing
	$(BIN)/python corpora/make_manifest.py

# The notebooks with their outputs, from notebooks/src: a minute.
notebooks: $(VENV)/developing
	$(BIN)/python tools/make_notebooks.py

# What comparison takes as the information of a pair of characters.
pair-counts: $(VENV)/developing
	$(BIN)/python corpora/make_pair_counts.py

# The font of the charts, from the Debian packages fonts-noto-cjk and unicode-data.
font: $(VENV)/developing
	$(BIN)/python tools/make_font.py

# The pictures of the docs: all kinds of chart on one sheet.
pictures: $(VENV)/developing
	$(BIN)/python docs/make_pictures.py

# How much each word tells, for `detail`: counted over the train and dev splits.
information: $(VENV)/developing manifest
	$(BIN)/python -m policytext.coding.information corpora > information.csv
	mv information.csv src/policytext/data/word_information.csv

# How often the rules and the levels are right, on the test split.
confidence: $(VENV)/developing
	$(BIN)/python -m policytext.coding.confidence rules $(HELD_OUT) > confidence.toml
	mv confidence.toml src/policytext/data/rule_confidence.toml
	$(BIN)/python -m policytext.coding.confidence levels $(HELD_OUT) > confidence.toml
	mv confidence.toml src/policytext/data/level_confusion.toml

clean:
	rm -rf $(VENV) out build dist

# Stamps: what is installed is installed again only when pyproject.toml changes.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "policytext needs Python 3.11 or later: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) -e .
	touch $@

$(VENV)/developing: pyproject.toml | $(VENV)/bin/python
	$(PIP) -e '.[dev]'
	touch $@ $(VENV)/installed
