# Every target sets up what it needs; `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
ARGS ?=

.PHONY: help setup demo test lint format devnet conformance bench bench-geth contracts contracts-check \
	fixtures fixtures-check lock clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' Makefile

setup: .venv/ready ## install Python 3.11 (Debian) and the pinned PyPI packages into .venv

.venv/ready: requirements.txt tools/setup
	tools/setup

demo: setup ## run the main job on a fresh development chain: propose, sign, wait, execute, boot, revoke, replay
	$(PYTHON) -m contracts.devnet.demo $(ARGS)

test: setup ## run every check and test, the demo included (ARGS go to pytest)
	$(MAKE) --no-print-directory contracts-check fixtures-check ARGS=
	$(PYTHON) -m pytest $(ARGS)

lint: setup ## check the format and style of the Python code and the size of every source file
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) tools/file_size.py

format: setup ## rewrite the Python code in the one format
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

devnet: setup ## start the development chain on 127.0.0.1:8545 (ARGS="--port 9545 --json …")
	$(PYTHON) -m contracts.devnet $(ARGS)

conformance: setup ## compare the development chain with the recorded geth answers (ARGS="--url … " for another node)
	$(PYTHON) -m contracts.devnet.conformance $(ARGS)

bench: setup ## measure the development chain: start, plain call, mined transaction
	$(PYTHON) -m contracts.devnet.bench $(ARGS)

bench-geth: setup ## measure the development chain and geth in one run, as ratios (needs Go)
	$(PYTHON) -m contracts.devnet.bench.geth "$$(fixtures/generate/rpc/geth/build)" $(ARGS)

contracts: setup ## rebuild artifacts and ABIs from the Solidity sources (needs npm; ARGS=--check compares only)
	contracts/build/run $(ARGS)

contracts-check: setup ## check that sources, settings, artifacts and ABIs belong together (no compiler needed)
	$(PYTHON) -m contracts.check

fixtures: setup ## regenerate every fixture byte for byte (needs npm and Go)
	fixtures/generate/run

fixtures-check: setup ## re-verify every fixture with an implementation that did not produce it
	$(PYTHON) -m fixtures.check $(ARGS)

lock: setup ## re-pin requirements.txt from requirements.in (needs PyPI)
	$(PYTHON) -m pip install --quiet pip-tools==7.6.2
	$(PYTHON) -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.txt requirements.in

clean: ## remove everything that the other targets made
	rm -rf .venv .cache .pytest_cache .ruff_cache .hypothesis contracts/build/node_modules fixtures/generate/node_modules fixtures/generate/*/node_modules deployment.json
	find contracts fixtures tools -name __pycache__ -type d -prune -exec rm -rf {} +
