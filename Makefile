# `make help` lists every target. Everything runs from .venv; nothing is installed outside it except by `make test`,
# which on Debian as root fetches PostgreSQL and Chromium.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 4
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard tracker/translations/*/LC_MESSAGES/*.po))
PYTEST := $(BIN)/python -m pytest
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
COMPILE := CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-fast components lint types imports bench requirements translations docs \
	screenshots clean

help: ## list every target
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-14s %s\n' "$$name" "$$text"; done

setup: $(VENV)/.run-time $(CATALOGUES) ## make .venv, install what running needs, compile code and translations
	@$(BIN)/python -m compileall -q tracker migrations config.py wsgi.py

setup-dev: setup $(VENV)/.development ## the same and what tests and checks need

run: setup ## migrate, load the demonstration once, serve on http://127.0.0.1:8000 (PORT= changes it)
	@PORT=$(PORT) exec $(BIN)/flask --app wsgi serve

test: setup-dev components ## everything: checks, both databases, a real browser (WORKERS= at once)
	@$(MAKE) --no-print-directory --jobs=2 lint types imports
	$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder --nothing-skipped

test-fast: setup-dev ## the tests that need no database server and no browser
	$(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder --databases=sqlite --ignore=tests/journeys

components: ## see that PostgreSQL and Chromium are there; on Debian as root install what is missing
	@scripts/components.sh

lint: setup-dev ## ruff over the code, djlint over the templates
	$(BIN)/ruff check .
	$(BIN)/djlint templates --lint --quiet

types: setup-dev ## mypy --strict
	$(BIN)/mypy --strict tracker config.py wsgi.py

imports: setup-dev ## import-linter: rooms import only what stands below them
	$(BIN)/lint-imports

bench: setup-dev components ## the figures of docs/performance.md, each beside a naive way of doing the same
	$(BIN)/python -m bench

requirements: setup-dev ## pin requirements*.txt anew from requirements*.in
	$(COMPILE) --upgrade --output-file requirements.txt requirements.in
	$(COMPILE) --upgrade --output-file requirements-dev.txt requirements-dev.in

translations: setup-dev ## collect the strings to translate and bring the catalogues up to date
	$(BIN)/pybabel extract --mapping-file babel.cfg --keywords _l --keywords lazy_gettext --no-location \
		--sort-output --omit-header --output-file $(VENV)/messages.pot .
	@for po in $(CATALOGUES:.mo=.po); do \
		heading="$$(sed '/^$$/q' $$po)" && \
		$(BIN)/pybabel update --input-file $(VENV)/messages.pot --output-file $$po --locale $$(basename $${po%/LC_MESSAGES/*}) \
			--no-fuzzy-matching --ignore-obsolete --omit-header --width 120 && \
		printf '%s\n\n%s\n' "$$heading" "$$(cat $$po)" > $$po.new && mv $$po.new $$po || exit 1; \
	done
	$(MAKE) --no-print-directory setup

docs: setup-dev ## write the generated parts of docs/ anew
	$(BIN)/flask --app wsgi docs write

screenshots: setup-dev components ## take the pictures of the README from the demonstration
	$(BIN)/python -m scripts.screenshots

clean: ## remove what can be made again (never instance/, where the data is)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis $(CATALOGUES)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tracker needs Python 3.11 or newer; PYTHON=/path/to/it names another"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
		{ echo "This Python cannot make virtual environments: on Debian, apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-time: requirements.txt | $(VENV)/bin/python
	$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.run-time
	$(PIP) --requirement requirements-dev.txt
	@touch $@

%.mo: %.po $(VENV)/.run-time
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
	@touch $@
