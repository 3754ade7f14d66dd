# Everything a person types here; `make help` lists it.

# What Python compiled once is read again by each server and each process that the tests start.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 5000
TESTS ?=
BENCH ?=

# The first Python 3.11 or newer, by its usual names (macOS's own python3 may be older).
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; print(sys.version_info > (3, 11) and "$(name)" or "")' 2>/dev/null)) python3)
RUN := .venv/bin/
FLASK := $(RUN)flask --app wsgi

.DEFAULT_GOAL := help
.PHONY: help run test lint style types walls templates format bench translations lock environment test-environment

help:  ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: environment  ## Serve the software with its demonstration, on PORT (5000) or the next free one
	@$(FLASK) database upgrade
	@$(FLASK) demo --if-empty
	@$(FLASK) serve --port $(PORT)

test: lint  ## Run the whole suite; TESTS="tests/rules -k routes" for a part
	@$(RUN)python -m pytest -n 3 --dist worksteal $(TESTS)

lint: test-environment  ## Check style, types, the rooms' walls and the templates
	@$(MAKE) --no-print-directory --jobs 2 types style walls templates

style:
	@$(RUN)ruff check
	@$(RUN)ruff format --check --quiet || { echo "Some files are not formatted: make format"; exit 1; }

types:
	@$(RUN)mypy

walls:
	@$(RUN)lint-imports --no-logo

templates:
	@$(RUN)djlint app/templates --lint --quiet

format: test-environment  ## Format the Python, and mend what can be mended by itself
	@$(RUN)ruff check --fix
	@$(RUN)ruff format

bench: test-environment  ## Print the performance table, as ratios; BENCH="--quick load" for a part
	@$(RUN)python -m tests.bench $(BENCH)

translations: test-environment  ## Bring the catalogues to the sources, and say what lacks French
	@$(RUN)python setup/catalogues.py update
	@$(RUN)python setup/catalogues.py check

lock: test-environment  ## Pin the newest versions of every package again (needs the network)
	@sh setup/lock.sh

environment:
	@$(PYTHON) -m setup.environment

test-environment:
	@$(PYTHON) -m setup.environment --tests
