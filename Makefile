# Conserje: every command a person needs. `make` alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
# Where Python may not keep what it compiled, every process of the house compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

# The virtual environment's Python once it is there and works. Before that the first one new enough, the system's own
# before any other: distributions build it optimised, version managers mostly do not, which costs a quarter of the speed.
PYTHON ?= $(shell for can in 'import ensurepip, venv' pass; do \
	for p in .venv/bin/python /usr/bin/python3 python3 python python3.13 python3.12 python3.11 python3.14; do \
	$$p -c "import sys; $$can; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$p && exit; done; done)
IN_VENV := .venv/bin/python -m
# A file's tests share what it opened, so they stay together; the long files come first (tests/conftest.py). As many at
# a time as two cores can do.
PYTEST := $(IN_VENV) pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help up down reset doctor test all-tests test-fast lint bench exam train speech-model ci python packages test-packages browser voice

help: ## this list
	@echo "Conserje, the front desk in WhatsApp"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name what; do printf '%-18s %s\n' "$$name" "$$what"; done
	@echo
	@echo "Settings go before the command (WEBHOOK_PORT=8100 make up) or into a file .env."

up: python ## open the house: packages, stores, tables, demo hotels, everything that runs
	@exec $(PYTHON) -m core.local.up

down: packages ## close an open house; its data are kept
	@exec $(IN_VENV) core.local.down

reset: packages ## throw the local data away, after asking (FORCE=1 does not ask)
	@exec $(IN_VENV) core.local.reset

doctor: python ## say what is wrong and how to mend it
	@exec $(PYTHON) -m core.local.doctor

test: test-packages browser voice ## everything: lint and all tests, side by side
	@$(MAKE) --no-print-directory -j 2 lint all-tests

all-tests: test-packages
	$(PYTEST)

test-fast: test-packages voice ## what needs neither browser nor database: rules, understanding, adapters
	$(PYTEST) -m "not browser and not chaos and not house" $(addprefix tests/,base domain adapters flows services)

lint: test-packages ## style, types, and the arrows between packages
	$(IN_VENV) ruff check .
	$(IN_VENV) ruff format --check .
	$(IN_VENV) mypy
	.venv/bin/lint-imports --no-logo

bench: test-packages ## how fast it is here, beside what others manage
	$(IN_VENV) tests.load

exam: packages ## how well guests are understood, on text nobody trained on
	$(IN_VENV) core.flows.understand.exam

goals: test-packages ## guests who never saw an answer: what each goes away without (ONLY=name: all that was said)
	@ONLY=$(ONLY) COLUMNS=400 $(IN_VENV) pytest -q --no-header --tb=no -rf $(if $(ONLY),-s,-n 2) tests/flows/goals/play.py

train: packages ## learn what guests want, and who comes, anew from the training text
	$(IN_VENV) core.flows.understand.intents.train
	$(IN_VENV) core.flows.understand.party.train

speech-model: packages ## fetch the model that listens to voice notes (SPEECH_MODEL=small)
	@$(IN_VENV) core.adapters.speech

ci: ## what continuous integration runs
	@exec .ci/run

python:
	@test -n "$(PYTHON)" || { echo "  !! Conserje needs Python 3.11 or newer, and none was found." \
		"Debian: apt install python3 python3-venv"; exit 1; }

packages: python
	@$(PYTHON) -m core.local.packages

test-packages: python
	@$(PYTHON) -m core.local.packages tests

browser: python
	@.ci/browser

voice: python
	@.ci/voice
