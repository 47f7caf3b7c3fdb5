# Two commands matter: `make demo` and `make test`. Each does all the set-up it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WEB := $(wildcard timeline/view/web/* timeline/view/web/src/*)

.PHONY: demo test check browser docs bench bench-page bench-times bench-corpus bench-scale screenshots clean bench-limits fuzz dist-check

demo: $(VENV)/installed  ## output/timeline.html from sample_articles/
	$(BIN)/timeline build sample_articles -o output/timeline.html

test: $(VENV)/installed-test browser check  ## everything, a browser included
	$(BIN)/python -m pytest

check: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/installed-test  ## the manual in build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build

browser: $(VENV)/installed-test
	sh .ci/browser $(BIN)

bench: $(VENV)/installed-test  ## start-up, articles per CPU second by stage, growth, a line of 10 MB
	$(BIN)/python tests/speed/pipeline.py

bench-page: $(VENV)/installed-test browser  ## the page's speed and size beside plotly's own timeline
	$(BIN)/python tests/speed/page.py

bench-corpus: $(VENV)/installed-test  ## merging, plans and outcomes, the graph: seconds for 5,000 and 20,000 events
	$(BIN)/python tests/speed/corpus.py

bench-times: $(VENV)/installed-test  ## the speed of time expressions on lines of 1 and 10 MB
	$(BIN)/python tests/speed/times.py

fuzz: $(VENV)/installed-test  ## a minute of atheris on the readers (Linux)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "atheris>=2.3,<4"
	$(BIN)/python tests/fuzz/readers.py -max_total_time=60

bench-limits: $(VENV)/installed-test  ## how time and memory grow with hostile sizes
	$(BIN)/python tests/speed/limits.py

# PYTHONS="python3.11 python3.13" tries those.
dist-check: $(VENV)/installed-test  ## sdist and wheel, tried in empty environments without Node
	sh .ci/dist-check $(BIN) $(PYTHONS)

screenshots: $(VENV)/installed-test browser  ## the pictures in docs/, from the sample articles
	$(BIN)/python tests/support/screenshots.py

bench-scale: $(VENV)/installed-test  ## each stage, a second run with a store, processes, a cluster
	$(BIN)/python tests/speed/scale.py

$(VENV)/python:
	sh .ci/venv $(PYTHON) $(VENV)
	touch $@

# Editable: the page's sources are compiled by the build hook, so they are prerequisites here.
$(VENV)/installed: $(VENV)/python pyproject.toml constraints.txt $(WEB)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	$(BIN)/python -m compileall -q timeline
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[test]"
	touch $@

clean:
	rm -rf $(VENV) build dist output/*.html
