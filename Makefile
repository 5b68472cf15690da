# The newcomer's day: make run, make test. Everything below makes its own environment from the lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
TESTS ?= tests

.PHONY: run install dev test check format bench soak pictures lock clean

run: install  ## open the first sample file on the embedded Postgres
	$(BIN)/leadtui open data/source1.csv --db embedded

# Compiled ahead, as pip does with what it installs: every start is as fast as the second.
install: $(VENV)/.run  ## .venv with .venv/bin/leadtui
	@$(BIN)/python -m compileall -q leadtui

dev: $(VENV)/.dev  ## .venv with the tools for working on leadtui, too
	@$(BIN)/python -m compileall -q leadtui

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

test: dev  ## the whole test suite, on servers of its own
	$(BIN)/python -m pytest $(TESTS)

check: dev  ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: dev  ## speed and memory, as ratios against a floor of the same run
	$(BIN)/python -m bench

soak: dev  ## the slow sweeps
	$(BIN)/python -m pytest tests -m soak

pictures: dev  ## the pictures of the README, from the running program
	$(BIN)/python docs/pictures.py

lock:  ## make both locks anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra build -o requirements.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist
