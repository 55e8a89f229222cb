# Task Atlas. `make` lists what can be made; `make run` and `make test` are all a newcomer needs.
SHELL := /bin/bash
PYTHON ?= python3
PY := .venv/bin/python
UV := .tools/bin/uv
PORT ?= 8000
TAPES ?= tests/recordings
RUN_DIR ?= data/run
# the demo's present is the moment of its newest tape: later, and its platforms would rightly be late
DEMO_CLOCK = $(shell grep -ho '"recorded_at": *"[^"]*"' $(TAPES)/*/recording.json | cut -d'"' -f4 | sort | tail -1)
UV_VERSION := 0.13.9

export RUN_DIR
.DEFAULT_GOAL := help
.PHONY: help described lock setup fill run serve live test check lint types heavy browser-installed audit
.PHONY: cluster cluster-stop check-cluster
.PHONY: accuracy second-opinion bench bench-search facts clean attack soak licences sbom lint-deploy newest-whoosh

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready ## Install everything into .venv, from the lock

# Two steps: what running needs (.venv/runs), and what tests and checks need beside it (.venv/ready).
.venv/runs: uv.lock pyproject.toml | $(UV)
	@echo "installing what running needs into .venv (the first time takes a minute or two) ..."
	@test -x $(PY) || $(PYTHON) -m venv --without-pip .venv
	@UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --frozen --inexact --no-dev
	@touch $@

.venv/ready: .venv/runs
	@echo "installing what tests need ..."
	@UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --frozen --inexact --all-groups
	@touch $@

$(UV):
	@$(PYTHON) -c 'import sys; \
		sys.exit(sys.version_info < (3, 11) and "Task Atlas needs Python 3.11 or newer; set PYTHON=...")'
	@echo "installing the installer into .tools ..."
	@$(PYTHON) -m venv .tools && .tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# What a replay is made of. Where nothing of it is newer than the last replay of the same recordings, another would
# change nothing; a database elsewhere (DATABASE_URL) may have been emptied, so it is always filled.
FILLED = $(RUN_DIR)/filled
MADE_OF = $(TAPES) tests/earlier crawler directory data uv.lock
is_filled = test -z "$$DATABASE_URL" -a -e $(RUN_DIR)/atlas.db && test "$$(cat $(FILLED) 2>/dev/null)" = "$(TAPES)" \
	&& test -z "$$(find $(MADE_OF) -path data/run -prune -o -name __pycache__ -prune -o -newer $(FILLED) -print -quit)"

fill: export DEMO := 1
fill: .venv/runs ## Fill the database by replaying TAPES through the real spiders, and the search with it
	@new=$$(test -e $(RUN_DIR)/atlas.db || echo yes); \
	$(PY) -m directory init || exit 1; \
	if [ "$$new" = yes ] && [ "$(TAPES)" = tests/recordings ]; then \
		echo "replaying the first day of some platforms ..."; \
		$(PY) -m scrapy crawlall --tapes tests/earlier || exit 1; fi; \
	echo "replaying $(TAPES) through the spiders ..."; \
	$(PY) -m scrapy crawlall --tapes $(TAPES) && $(PY) -m directory reindex --changes && echo "$(TAPES)" > $(FILLED)

run: .venv/runs ## Set up, fill a demo database from recordings (TAPES=folder for others), serve it
	@echo "Task Atlas: looking whether port $(PORT) is free and what is already here ..."
	@$(PY) -m web --check-port --port $(PORT)
	@if $(is_filled); then echo "nothing that a replay is made of has changed since the last one"; \
	elif $(PY) -m web --check-database; then $(MAKE) --no-print-directory fill; fi
	@$(MAKE) --no-print-directory serve DEMO=1

serve: .venv/runs ## Serve what is already there (PORT=8000)
	@DEMO=$(DEMO) CLOCK=$${CLOCK-$(if $(DEMO),$(DEMO_CLOCK))} exec $(PY) -m web --port $(PORT)

live: .venv/runs ## Crawl for real and serve what is found: needs the network and CONTACT=how platforms reach you
	@test -n "$(CONTACT)" || { \
		echo "make live CONTACT=https://your.site/bot (or a mail address): platforms must be able to reach you"; exit 2; }
	@echo "this asks the platforms' public pages for real, politely, as taskatlasbot (+$(CONTACT)); Ctrl-C ends it"
	@$(PY) -m directory init
	@CONTACT="$(CONTACT)" exec $(PY) -m web --port $(PORT) --clock

test: setup ## The fast suite: SQLite, a slice of PostgreSQL, no browser, no network
	@$(PY) -m pytest -q -n 2 --dist loadscope -m "not heavy"

check: setup lint lint-deploy types ## Everything: test, both databases whole, browser, faults, a short attack, lint, types
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory heavy

heavy: setup browser-installed ## Only the heavy tests
	@$(PY) -m pytest -q -n 2 -m "heavy and not cluster" --timeout 1500

check-cluster: setup ## The engine of a cluster: contract, equal counts, a node killed, two web hosts (needs Maven, a JDK)
	@lacks=$$($(PY) -m tests.support.nodes check); if [ -n "$$lacks" ]; then echo "$$lacks"; else \
		$(PY) -m pytest -q -rP -p no:randomly -m cluster --durations 5 --timeout 1500; fi

cluster: setup ## Three OpenSearch nodes on loopback, a process each (needs Maven and a JDK of 17 or newer)
	@$(PY) -m tests.support.nodes start

cluster-stop: setup ## End them
	@$(PY) -m tests.support.nodes stop

described: setup ## The API against its own description (CASES=100) and hostile requests (HOSTILE=2000 an address)
	@CASES=$${CASES:-100} HOSTILE=$${HOSTILE:-2000} $(PY) -m pytest -q -s -p no:randomly tests/web/test_described.py --timeout 3600

lock: setup ## Resolve the lock again, with its export for hosts that read requirements.txt
	@$(UV) lock --quiet --upgrade && $(UV) export --quiet --frozen --no-dev --no-emit-project -o requirements.txt

lint: setup
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

lint-deploy: setup ## Lint the files of deploy/, as far as linters can be had
	@$(PY) deploy/lint.py

types: setup
	@$(PY) -m mypy

browser-installed:
	@command -v chromium-headless-shell >/dev/null || { apt-get update -qq \
		&& apt-get install -y -qq --no-install-recommends chromium-headless-shell; }

audit: setup ## Known faults in what we depend on (asks the advisory service; fails if it did not answer)
	@$(PY) deploy/audit.py

licences: setup ## The licence of everything that is installed
	@$(PY) -m piplicenses --python $(PY) --from=mixed --order=license

sbom: setup ## A bill of materials of a release (CycloneDX 1.5, from the lock) in RUN_DIR/sbom.cdx.json
	@mkdir -p $(RUN_DIR) && $(UV) export --quiet --frozen --no-dev --no-emit-project --format cyclonedx1.5 \
		-o $(RUN_DIR)/sbom.cdx.json && echo "$(RUN_DIR)/sbom.cdx.json"

attack: setup ## Hostile, harmless requests, forms and relays against our own server, on both databases (ten minutes)
	@$(PY) -m bench.attack

soak: setup ## Everything at once for ten minutes on each database, with every process killed again and again
	@$(PY) -m bench.soak

facts: setup ## Hand-kept platform facts that are older than 120 days
	@$(PY) -m directory doctor --facts

accuracy: setup ## Measure the readers and the ranking: REAL=folder with gold/ and real/
	@test -n "$(REAL)" || { echo "make accuracy REAL=/path/to/folder (it holds gold/ and real/)"; exit 2; }
	@$(PY) -m directory accuracy "$(REAL)"

second-opinion: setup ## Learn a second opinion on tiers (REAL=folder with gold/); then `directory doubts --queue`
	@test -n "$(REAL)" || { echo "make second-opinion REAL=/path/to/folder (it holds gold/)"; exit 2; }
	@$(PY) -m directory opinion "$(REAL)"

bench: setup ## Speeds: reading, crawl to index, store, alerts, feeds, load, pages (REAL=folder adds real input)
	@$(PY) -m bench $(if $(REAL),--real "$(REAL)")

bench-search: setup ## Our search beside Whoosh, tantivy and SQLite FTS5 (SIZES="10000 100000"; MILLION=1)
	@$(PY) -m bench.search $(if $(SIZES),--sizes $(SIZES)) $(if $(MILLION),--million)

newest-whoosh: setup ## The newest release of Whoosh against the contract of our engines (VERSION=3.53.0 for another)
	@UV=$(UV) VERSION=$(VERSION) $(PY) -m deploy.newest_whoosh

clean: ## Forget the demo database and index
	@rm -rf $(RUN_DIR)
