# `make brief` and `make test` need Python 3.11 or later and make, and set up .venv once.

.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: brief check test lint bench clean

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
BRIEF := config/weekly.yaml
AS_OF := 2025-03-02
INSTALL := .venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet -c constraints.txt

brief: .venv/.run
	.venv/bin/briefing build $(BRIEF) --as-of $(AS_OF)

check: .venv/.run
	.venv/bin/briefing check

test: .venv/.dev
	.venv/bin/python -m pytest

lint: .venv/.dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

bench: .venv/.dev
	.venv/bin/python benchmarks/report.py $(if $(QUICK),--quick)

clean:
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find briefing tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/python:
ifeq ($(PYTHON),)
	@echo "Briefing needs Python 3.11 or later, and there is none on the PATH." >&2; exit 1
else
	@$(PYTHON) -m venv --clear .venv || { \
	  echo "$(PYTHON) cannot make a virtual environment; on Debian or Ubuntu: apt install python3-venv" >&2; \
	  rm -rf .venv; exit 1; }
endif

.venv/.run: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Setting up .venv (once) ..."
	@$(INSTALL) -e '.[cjk]'
	@touch $@

.venv/.dev: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Setting up .venv for tests (once) ..."
	@$(INSTALL) -e '.[cjk,dev]'
	@touch $@ .venv/.run
