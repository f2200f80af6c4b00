# Everything a newcomer or a builder types. `make` alone prints the list. The rules of work are in CONTRIBUTING.md.

PYTHON ?= python3
DEMO ?= data/demo

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

SENTENCES := $(shell find src -name '*.po')
FRONTEND := $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run setup-dev check test soak bench lock advisories messages clean

help: ## Print this list
	@awk -f scripts/help.awk $(MAKEFILE_LIST)

##@ Use

setup: $(STAMPS)/package $(STAMPS)/messages $(STAMPS)/frontend ## Install into .venv; leaves .venv/bin/kinhbac
	@echo "Ready: $(BIN)/kinhbac --help"

run: $(STAMPS)/package $(STAMPS)/messages $(STAMPS)/frontend ## Install if need be, then serve a demo province at http://127.0.0.1:8000
	@exec $(BIN)/kinhbac demo --data $(DEMO)

##@ Build

setup-dev: setup $(STAMPS)/dev ## Install also what checks and tests need

check: setup-dev ## The gate before every commit: format, lint, types, contracts, catalogue, advisories, pure tests
	@$(BIN)/python scripts/gate.py check

test: setup-dev ## Everything: the gate, all tests on SQLite and on PostgreSQL, browser, kill; needs chromium and postgresql
	@$(BIN)/python scripts/gate.py test

soak: setup-dev ## The tests that kill, ten rounds per database
	@$(BIN)/python scripts/gate.py soak

bench: setup-dev ## Measure again what bench/ holds
	@$(BIN)/python -m bench

##@ Keep

messages: setup-dev ## Name every sentence that has no English yet
	@$(BIN)/python scripts/messages.py missing

lock: ## Write requirements/*.txt again from pyproject.toml (another index: UV_INDEX_URL)
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check --quiet install uv
	@build/lock/bin/python scripts/lock.py build/lock/bin/uv

advisories: setup-dev ## Look anew whether an advisory names a package of the locks; needs osv.dev
	@$(BIN)/python scripts/advisories.py ask

clean: ## Remove all that was installed and built; data/ stays
	rm -rf $(VENV) build dist frontend/node_modules tests/strangers/node_modules src/kinhbac/site/static/built
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests scripts bench -name '*.mo' -delete -o -name __pycache__ -prune -exec rm -rf {} +

# Each stamp is younger than what it was made from, so a second run does nothing.

$(STAMPS)/python:
	@$(PYTHON) scripts/python_ready.py
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/run.txt requirements/build.txt requirements/package.txt | $(STAMPS)/python
	@echo "Installing the packages of requirements/"
	@$(PIP) install --require-hashes $(foreach file,$^,-r $(file))
	@touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/run
	@echo "Installing kinhbac"
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt tests/strangers/package-lock.json $(STAMPS)/run
	@echo "Installing what checks and tests need"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(BIN)/python frontend/node.py tests/strangers
	@touch $@

$(STAMPS)/messages: $(SENTENCES) scripts/messages.py $(STAMPS)/run
	@$(BIN)/python scripts/messages.py compile
	@touch $@

$(STAMPS)/frontend: $(FRONTEND) $(STAMPS)/run
	@echo "Building the front end"
	@$(BIN)/python frontend/build.py
	@touch $@
