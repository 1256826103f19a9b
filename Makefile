# `make` alone lists what there is. PYTHON= chooses another interpreter for set-up.
PYTHON ?= python3
PORT ?= 8000
VENV_PYTHON := .venv/bin/python
SETUP := $(PYTHON) -m tools.setup
export PORT

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench format clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv and install everything the product needs
	@$(SETUP)

run: ## set up, load the demonstration school, serve it on 127.0.0.1 (PORT=8000)
	@$(SETUP)
	@exec $(VENV_PYTHON) -m tools.run

test: ## every check, every test on both databases, the browser tests
	@$(SETUP) --dev
	@exec $(VENV_PYTHON) -m tools.test

check: ## format, lint, types, templates, migrations, imports, production settings
	@$(SETUP) --dev
	@exec $(VENV_PYTHON) -m tools.check

bench: ## measure the product under load against a floor, on PostgreSQL
	@$(SETUP) --dev
	@exec $(VENV_PYTHON) -m benchmarks.run

format: ## bring the Python code into the house format
	@$(SETUP) --dev
	@$(VENV_PYTHON) -m ruff check --fix-only --quiet .
	@$(VENV_PYTHON) -m ruff format .

clean: ## remove .venv and caches; keeps var/ and .env, which hold the school
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
