# Everything a user or a developer runs. `make help` lists the targets.
#
# The set-up needs Python 3.11, 3.12 or 3.13 and nothing else: uv is installed into .venv first and then installs the
# pinned packages of requirements/, checks every hash and compiles byte code (without it, importing TensorFlow takes
# three to four times as long).

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo start test check lint types unit thorough verify verify-drawn kill-test bench bench-grading lock lock-bench docs docs-site screenshots browser shells coach-proof coach-blind bench-prediction clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(UV): requirements/uv.txt
	@test -n "$(PYTHON)" || { echo "Expected Python 3.11, 3.12 or 3.13 on the PATH. Received: none. Install one, then run make again."; exit 2; }
	@$(PYTHON) scripts/check_python.py
	@test -x $(BIN)/python || { echo "Creating $(VENV) with $(PYTHON)"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/.setup-run: $(UV) requirements/run.txt pyproject.toml
	@echo "Installing the pinned packages (TensorFlow is a 270 MB download the first time)"
	@if test -e $(VENV)/.setup-dev; then $(INSTALL) requirements/uv.txt requirements/dev.txt; else $(INSTALL) requirements/uv.txt requirements/run.txt; fi
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.setup-dev: $(UV) requirements/dev.txt pyproject.toml
	@echo "Installing the pinned packages and the tools for tests, lint and types"
	@$(INSTALL) requirements/uv.txt requirements/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.setup-run

setup: $(VENV)/.setup-run ## install everything into .venv; the command is then .venv/bin/gradatim

setup-dev: $(VENV)/.setup-dev ## the same, with the tools for tests, lint and types

demo: setup ## a whole practice exam with the reference answers: train, submit, grade, score card
	@$(BIN)/gradatim demo

start: setup ## open the dashboard: map of skills, notes, drills, exams
	@$(BIN)/gradatim start

test: setup-dev lint types unit ## the whole test suite, lint and types

check: setup-dev lint types ## lint and types only

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/typos

types: setup-dev
	@$(BIN)/mypy

# A test that waits leaves its core to another one. The tests of a file stay together, with what they share, in the order
# of the file; files are begun in their usual order, so that the last ones, which the others wait for, are short.
PARALLEL := --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

unit: setup-dev browser shells
	@$(BIN)/pytest $(PARALLEL)

thorough: setup-dev browser shells kill-test verify ## before a release: tests with all their cases, 200 kills, the whole bank
	@GRADATIM_THOROUGH=1 $(BIN)/pytest $(PARALLEL)

BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

browser: # Debian's Chromium for the tests that drive a browser, where it may be installed; without one they are skipped
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then apt-get install -y -q chromium && exit 0; fi; \
	echo "No Chrome or Chromium here: the tests that drive a browser are skipped, and named at the end."

shells: # zsh and fish for the tests of the Tab key, where they may be installed; without them those tests are skipped
	@command -v zsh >/dev/null && command -v fish >/dev/null && exit 0; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then apt-get install -y -q zsh fish && exit 0; fi; \
	echo "No zsh or no fish here: their tests of the Tab key are skipped, and named at the end."

verify: setup-dev ## prove every exam task: train starter, reference and weak answers, check their scores
	@$(BIN)/gradatim task verify

verify-drawn: setup-dev ## train two exam tasks from scratch and prove them, drawn by the hash of the last commit
	@$(BIN)/gradatim task verify --drawn 2 --by "$$(git rev-parse HEAD)" --again

kill-test: setup-dev ## kill -9 at 200 random moments of a submission's way: every one must end scored once
	@$(BIN)/python -m tests.queue.interruptions --points 200

bench: setup-dev ## measure everything, against other graders too, and write docs/benchmarks.md
	@$(BIN)/python -m benchmarks.run --clone

bench-prediction: setup-dev ## compare predicted with measured training times (docs/doctor.md)
	@$(BIN)/python -m benchmarks.prediction

coach-proof: setup-dev ## train models with known mistakes, and count how often the coach is right (docs/coach.md)
	@$(BIN)/python -m benchmarks.coach

screenshots: setup-dev browser ## pictures of every page of the dashboard, into docs/screenshots, all of them anew
	@GRADATIM_TEST_SCREENSHOTS=all $(BIN)/pytest -q tests/web/test_every_page.py -k both_widths

bench-grading: setup-dev ## measure only the grading of one submission, against other graders
	@$(BIN)/python -m benchmarks.run --only grading

docs: setup-dev ## write the generated pages again
	@$(BIN)/python -m scripts.generate_docs

docs-site: setup-dev ## build the documentation site into build/site, and check every link
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@$(BIN)/python -m scripts.site.check_links build/site

COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --extra cpu --extra study --extra jupyter --extra handbook --group build

lock: $(UV) ## resolve the pinned versions again from pyproject.toml
	@$(COMPILE) --output-file requirements/run.txt
	@$(COMPILE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

lock-bench: $(UV) # resolve the packages of the graders that the benchmark compares with
	@for name in pytest otter nbgrader; do $(UV) pip compile requirements/bench-$$name.in --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --output-file requirements/bench-$$name.txt; done

clean: ## remove .venv and everything that was generated beside it
	rm -rf $(VENV) .bench .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
