# The two commands of the README are `make site` and `make test`. Everything else is convenience.
# On a fresh machine: Python 3.11 or newer, make and pip. What is installed goes into .venv, here.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help site check test test-slow tools foreign-tools format messages rules coverage bench screenshots clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name does; do \
		printf '  make %-12s %s\n' "$$name" "$$does"; done

site: $(VENV)/site ## take the messages out of content/, say what is not translated, build the site
	@# Findings and broken catalogs are for translators and stop no build; wrong sources or settings stop it.
	@echo "navina extract"; $(BIN)/navina extract || echo "The catalogs stay as they are."
	@echo "navina check"; $(BIN)/navina check 2>/dev/null | tail -n 1
	@echo "navina build"; $(BIN)/navina build --skip-broken
	@echo "The site is built. Open build/index.html"

check: $(VENV)/site ## show every translation that is missing, fuzzy or wrong
	$(BIN)/navina check

test: $(VENV)/dev tools ## ruff, mypy and all tests but the slow ones
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(PYTEST)

test-slow: $(VENV)/foreign foreign-tools ## long fuzzing, foreign tools
	$(PYTEST) -m slow --timeout 900

tools: $(VENV)/dev
	@scripts/bring-tools $(BIN)/python

foreign-tools: $(VENV)/dev
	@scripts/bring-tools $(BIN)/python --foreign

format: $(VENV)/dev ## format the Python and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

messages: $(VENV)/site ## take the sentences that navina says out of pipeline/ for its translators
	$(BIN)/python -m scripts.messages

rules: $(VENV)/site ## write docs/checks.md, the list of all rules, from pipeline/checks/
	$(BIN)/python -m scripts.rules

coverage: $(VENV)/dev tools ## the tests again, and which lines and branches they leave out
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 0
	$(BIN)/coverage report --show-missing --skip-covered

bench: $(VENV)/dev ## what it costs, beside other tools: see benchmarks/README.md
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m benchmarks

screenshots: site $(VENV)/dev tools ## take the pictures of the README
	$(BIN)/python scripts/screenshots.py

clean: ## delete all that make made: the site, the caches, .venv
	rm -rf build dist $(VENV) .navina .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find pipeline scripts tests -name __pycache__ -prune -exec rm -rf {} +

# Stamps: an empty file newer than what it was made from. Editable, so that only a change of pyproject.toml installs again.
$(VENV)/made:
	@scripts/make-venv $(PYTHON) $(VENV)
	@touch $@

$(VENV)/site: $(VENV)/made pyproject.toml
	@echo "Installing Navina into $(VENV)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/dev: $(VENV)/site
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --group dev
	@touch $@

$(VENV)/foreign: $(VENV)/dev
	@echo "Installing the translators' tools of the slow tests into $(VENV)"
	@$(PIP) install --group foreign
	@touch $@
