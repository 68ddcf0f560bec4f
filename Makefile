# One command each; `make help` lists them. Only Python 3.11+ with venv is needed beforehand.
PYTHON ?= python3
PIP = .venv/bin/python -m pip --disable-pip-version-check --no-input -qq
COUNT = grep -c '^[a-z0-9]'
TESTS = tests/storage tests/test_conversations.py
.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: help init doctor run test postgresql check format lock bench torture fuzz model measure places docs clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

init: .venv/.base  ## Set up your own community: a few questions, two files
	@.venv/bin/huiyin init

doctor: .venv/.base  ## Say what is wrong or missing in your files and settings
	@.venv/bin/huiyin check || true

run: .venv/.base  ## Start Huiyin (installs it first when needed)
	@.venv/bin/huiyin run

test: check  ## Everything: format, lint, types, floors, tests in a real browser
	.venv/bin/python -m tests.browser
	.venv/bin/python -m pytest

postgresql: .venv/.dev  ## Storage and conversations once more, on a PostgreSQL server that the tests start
	HUIYIN_TEST_ENGINE=postgresql .venv/bin/python -m pytest --timeout 300 $(TESTS)

check: .venv/.dev  ## The part that runs nothing: format, lint, types, floors
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

format: .venv/.dev  ## Format the code and sort its imports
	.venv/bin/ruff format
	.venv/bin/ruff check --fix

bench: .venv/.dev .venv-bench/.bench  ## Measure speed and memory, against others too (NAMES= some of it)
	.venv/bin/python -m benchmarks $(NAMES)

torture: .venv/.dev  ## Kill it, cut its power, break its platform, for hours; goes on where it was (PARTS= only these)
	.venv/bin/python -m tests.torture $(PARTS)

fuzz: .venv/.dev  ## Send it a million hostile inputs; goes on where it was (PARTS= only these)
	.venv/bin/python -m tests.fuzz $(PARTS)

model: .venv-model/.model  ## Teach the model anew from training/messages
	.venv-model/bin/python -m training.places
	OMP_NUM_THREADS=1 .venv-model/bin/python -m training.train

measure: .venv-model/.model  ## How well it understands what it was not taught (FILES= more labelled messages)
	OMP_NUM_THREADS=1 .venv-model/bin/python -m training.measure $(FILES)

places: .venv-model/.model  ## How well places are found in what it was not taught (FILES= judged by the weights there are)
	.venv-model/bin/python -m training.found $(FILES)

docs: .venv/.dev  ## Write the generated pages of the documentation
	.venv/bin/python -m docs.generate

lock: | .venv-lock/bin/uv  ## Renew req/*.txt from pyproject.toml (LOCK=--upgrade takes the newest versions)
	@set -e; for args in \
	  "pyproject.toml -o req/base.txt" \
	  "req/build.in -c req/base.txt -o req/build.txt" \
	  "pyproject.toml --group dev -c req/base.txt -c req/build.txt -o req/dev.txt" \
  "req/bench.in -o req/bench.txt" \
  "pyproject.toml --group model -c req/base.txt -o req/model.txt"; \
	do echo "locking $${args##* }…"; UV_CUSTOM_COMPILE_COMMAND="make lock" .venv-lock/bin/uv pip compile -q --universal \
	  --generate-hashes --python-version 3.11 --python $(PYTHON) $(LOCK) $$args; done

clean:  ## Remove what make and the tools made (never var/, which holds the data)
	rm -rf .venv .venv-lock .venv-model .venv-bench dist htmlcov .coverage .*_cache .hypothesis tests/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.base: req/base.txt req/build.txt pyproject.toml | .venv/bin/python
	@echo "installing $$(cat req/base.txt req/build.txt | $(COUNT)) packages…"
	@$(PIP) install --require-hashes -r req/base.txt -r req/build.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(PIP) check
	@touch $@

.venv-model/.model: req/model.txt
	$(PYTHON) -m venv .venv-model
	.venv-model/bin/python -m pip --disable-pip-version-check --no-input -qq install --require-hashes -r req/model.txt
	@touch $@

.venv-bench/.bench: req/bench.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --no-input -qq install --require-hashes -r req/bench.txt
	@touch $@

.venv/.dev: req/dev.txt .venv/.base
	@echo "installing the tools ($$($(COUNT) req/dev.txt) packages, some are here already)…"
	@$(PIP) install --require-hashes -r req/dev.txt
	@touch $@

# $(call make-venv,folder): a fresh environment, or what to install for it
define make-venv
	@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
	"Huiyin needs Python 3.11 or newer with venv; $(PYTHON) is: $$($(PYTHON) --version 2>&1)."; echo \
	"Debian, Ubuntu: apt-get install python3 python3-venv. Another Python: make PYTHON=python3.12 ..."; exit 1; } >&2
	@$(PYTHON) -m venv --clear $(1)
endef

.venv/bin/python:
	$(call make-venv,.venv)

.venv-lock/bin/uv:
	$(call make-venv,.venv-lock)
	@.venv-lock/bin/python -m pip install -qq --disable-pip-version-check uv
