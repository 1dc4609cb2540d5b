# Every task of the project. `make` alone prints this list.

PY ?= python3
PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
HAS_PIP := $(PYTHON) -m pip --version >/dev/null
PO := $(shell find locale -name '*.po')
MO := $(PO:.po=.mo)
# Debian's own npm, 9.2, cannot read the overrides in package.json.
NPM := npm exec --yes -- npm@10.9.9
NPM_TOOLS := tests/browser/node_modules/.package-lock.json
UV_COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

# A process for each core; a file stays in one, and files keep their order: those of the browser come last.
SIDE_BY_SIDE := --numprocesses auto --dist loadfile --no-loadscope-reorder
# What measures speed, so it runs when nothing else does.
ALONE := tests/browser/test_lighthouse.py

ifeq ($(origin PY),command line)
ifneq ($(wildcard $(PYTHON)),)
$(info $(VENV) is there already, so PY=$(PY) is not asked. Remove $(VENV) to make it anew.)
endif
endif

.DEFAULT_GOAL := help
.PHONY: help install run dev test test-browser browser-tools lint format messages pictures photographs lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.run $(MO) ## Only install what is missing, for production

run: $(VENV)/.run $(MO) ## Install what is missing and serve the site on PORT (8000), debug off
	@PORT=$(PORT) exec $(PYTHON) manage.py run

dev: $(VENV)/.dev $(MO) ## The same with debug and autoreload
	@DJANGO_SETTINGS_MODULE=rustavi_site.settings.development PORT=$(PORT) exec $(PYTHON) manage.py run --reload

test: $(VENV)/.dev $(MO) ## All tests; on PostgreSQL with DATABASE_URL=postgres://...
	@status=0; \
	$(PYTHON) -m pytest $(SIDE_BY_SIDE) --ignore=$(ALONE) || status=$$?; \
	$(PYTHON) -m pytest $(ALONE) || status=$$?; \
	exit $$status

test-database: $(VENV)/.dev $(MO) ## Only tests that use the database: what a second database needs
	@$(PYTHON) -m pytest $(SIDE_BY_SIDE) -m database

test-browser: $(VENV)/.dev $(MO) ## Only the tests in a real browser (Chromium)
	@$(PYTHON) -m pytest tests/browser

browser-tools: $(NPM_TOOLS) ## Install axe, the W3C's checker and Lighthouse for these tests (needs Node)

lint: $(VENV)/.dev ## Style of Python and of templates
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@find templates -name '*.html' -o -name '*.txt' -path 'templates/*' | xargs $(VENV)/bin/djade --check --target-version 5.2

format: $(VENV)/.dev ## Mend what lint can mend by itself
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .
	@find templates -name '*.html' -o -name '*.txt' -path 'templates/*' | xargs $(VENV)/bin/djade --target-version 5.2 || true

messages: $(VENV)/.dev ## Collect interface strings into locale/ka (needs gettext)
	@$(PYTHON) manage.py collect_messages

pictures: $(VENV)/.dev $(MO) ## Photograph the running site for the README (needs Chromium)
	@$(PYTHON) docs/photograph.py

photographs: $(VENV)/.dev $(MO) ## Photograph every page in every state into FOLDER (needs Chromium)
	@test -n "$(FOLDER)" || { echo "Say where the pictures go, outside this folder: make photographs FOLDER=/tmp/pictures"; exit 1; }
	@$(PYTHON) docs/photograph_states.py "$(FOLDER)" --only "$(ONLY)"

photographs-desk: $(VENV)/.dev $(MO) ## Photograph the screens of the office into FOLDER (needs Chromium)
	@test -n "$(FOLDER)" || { echo "Say where the pictures go, outside this folder: make photographs-desk FOLDER=/tmp/desk"; exit 1; }
	@$(PYTHON) docs/photograph_desk.py "$(FOLDER)"

lock: $(VENV)/.dev ## Write both locks anew
	@$(UV_COMPILE) requirements.in -o requirements.txt
	@$(UV_COMPILE) requirements-dev.in -o requirements-dev.txt

clean: ## Remove the environment, the embedded database and all files of `make run`
	@rm -rf $(VENV) var
	@find locale -name '*.mo' -delete

# --- what the tasks stand on -------------------------------------------------

$(PYTHON):
	@command -v $(PY) >/dev/null 2>&1 || { echo "$(PY) was not found: install Python 3.11 or newer, or say which: make PY=/path/to/python3"; exit 1; }
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, $(PY) is $$($(PY) -c 'import platform; print(platform.python_version())'). Say which to use: make PY=/path/to/python3"; exit 1; }
	@$(PY) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Creating $(VENV)"
	@$(PY) -m venv $(VENV) && $(HAS_PIP) || { rm -rf $(VENV); echo "$(VENV) could not be made, so nothing of it was kept. What $(PY) says of it stands above."; exit 1; }

# A Python that is there already may be what an interrupted making has left.
$(VENV)/.run: requirements.txt | $(PYTHON)
	@$(HAS_PIP) 2>&1 || { echo "$(VENV) is incomplete: making it was interrupted. Remove it and start again: rm -rf $(VENV)"; exit 1; }
	@echo "Installing requirements.txt"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing requirements-dev.txt"
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

$(NPM_TOOLS): tests/browser/package-lock.json
	@echo "Installing tests/browser/package-lock.json"
	@$(NPM) ci --prefix tests/browser --loglevel error
	@touch $@

%.mo: %.po | $(VENV)/.run
	@$(PYTHON) -m babel.messages.frontend compile --input-file $< --output-file $@ >/dev/null 2>&1 || { echo "Cannot compile $<"; $(PYTHON) -m babel.messages.frontend compile --input-file $< --output-file $@; exit 1; }
