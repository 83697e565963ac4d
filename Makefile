# Every target sets up what it needs; `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
# The toolchain that the set-up found. A target imports what its manifest names, and nothing else.
SWIFT := tools/swift
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# One register more for Keccak, which SwiftPM keeps for frame pointers: 4 % of every hash. The
# programs are measured as they are shipped, with Swift's library in them. LLVM's linker packs the
# addresses to relocate (DT_RELR, glibc 2.36) and exports no symbols: 2.3 MiB that a service would
# read at its start and keep resident.
RELEASE_FLAGS := -c release --omit-frame-pointers --static-swift-stdlib -Xswiftc -use-ld=lld \
	-Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic
ARGS ?=

.PHONY: help setup setup-python build demo test test-python test-swift test-sanitized lint format docs bench bench-audit bench-authd \
	fuzz fuzz-policy \
	devnet bench-devnet contracts contracts-check fixtures fixtures-check lock clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' Makefile

setup: ## install what is missing: system libraries, Swift, its packages, Python and its pinned packages
	@tools/setup/run

setup-python: ## install what the development chain and the fixtures need: Python and its pinned packages
	@tools/setup/run python

build: setup ## build the programs and libraries (ARGS="-c release", "--target Codec")
	$(SWIFT) build $(SWIFT_FLAGS) $(if $(findstring release,$(ARGS)),$(RELEASE_FLAGS)) $(ARGS)

demo: setup ## run the main job on a fresh development chain: measure, propose, sign, wait, execute, boot, revoke, audit
	$(SWIFT) build $(SWIFT_FLAGS)
	tools/demo/run $(ARGS)

test: setup ## run every check and test, the demo included (ARGS=contracts/test_evm.py: that file alone)
	@tools/setup/swift-testing
	@tools/setup/browser
	$(PYTHON) -m tools.run_suites $(ARGS)

test-python: setup ## run the Python tests (ARGS go to pytest)
	$(PYTHON) -m pytest $(ARGS)

test-swift: setup ## run the Swift tests (ARGS="--filter CodecTests")
	@tools/setup/swift-testing
	@tools/setup/browser
	$(SWIFT) test $(SWIFT_FLAGS) --disable-xctest $(ARGS)

test-sanitized: setup ## run the Swift tests under the address and then the thread sanitizer
	@tools/setup/swift-testing
	$(SWIFT) test --scratch-path .build/address --sanitize=address --disable-xctest --no-parallel $(ARGS)
	$(PYTHON) -m tools.thread_sanitizer $(ARGS)

lint: setup ## check format, style, file sizes, the graph of targets and what Sources may not use; compiles nothing
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m tools.lint

format: setup ## rewrite the Swift and Python code in the one format
	$(PYTHON) -m tools.lint.swift_format --in-place
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

docs: setup ## build the libraries' documentation into .cache/docs; a warning is an error
	$(PYTHON) -m tools.docs $(ARGS)

bench: setup ## measure the library beside OpenSSL, libsecp256k1 and simdjson (ARGS="--instructions --markdown")
	$(PYTHON) -m tools.bench $(ARGS)
	$(SWIFT) build $(SWIFT_FLAGS) $(RELEASE_FLAGS) --product dstackgov
	$(PYTHON) -m tools.bench_cli

bench-audit: setup ## measure the auditor's library on a history of 1,000,000 events (ARGS=100000 for another length)
	tools/nested_package Benchmarks build -c release --omit-frame-pointers --product audit-bench
	.build/nested/Benchmarks/release/audit-bench fixtures/rpc $(ARGS)

bench-authd: setup ## measure dstack-authd beside nginx: speed, start, memory under attack (ARGS="--only speed --rounds 5")
	$(SWIFT) build $(SWIFT_FLAGS) $(RELEASE_FLAGS) --product dstack-authd
	$(PYTHON) -m tools.bench_authd $(ARGS)

fuzz: setup ## run each fuzz target of Fuzz for a minute (ARGS="-max_total_time=600")
	tools/fuzz $(ARGS)

fuzz-policy: setup ## compare the native policy with the contracts on random states (ARGS=1000000 questions; an hour)
	POLICY_QUESTIONS=$(or $(ARGS),1000000) $(SWIFT) test $(SWIFT_FLAGS) --disable-xctest --filter RandomPolicyTests

devnet: setup-python ## start the development chain on 127.0.0.1:8545 (ARGS="--port 9545 --json …")
	$(PYTHON) -m contracts.devnet $(ARGS)

bench-devnet: setup-python ## measure the development chain: start, plain call, mined transaction, memory
	$(PYTHON) -m contracts.devnet.bench $(ARGS)

contracts: setup-python ## rebuild artifacts and ABIs from the Solidity sources (needs npm; ARGS=--check compares only)
	contracts/build/run $(ARGS)

contracts-check: setup-python ## check that sources, settings, artifacts and ABIs belong together (no compiler needed)
	$(PYTHON) -m contracts.check

fixtures: setup-python ## state the answers of every fixture anew, byte for byte (needs npm and Go)
	fixtures/generate/run

fixtures-check: setup-python ## re-verify every fixture with an implementation that did not produce it
	$(PYTHON) -m fixtures.check $(ARGS)

lock: setup-python ## re-pin requirements.txt from requirements.in (needs PyPI)
	$(PYTHON) -m pip install --quiet pip-tools==7.6.2
	$(PYTHON) -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.txt requirements.in

clean: ## remove everything that the other targets made in this checkout
	rm -rf .venv .build .swiftpm Package.resolved .cache .pytest_cache .ruff_cache .hypothesis
	rm -rf contracts/build/node_modules fixtures/generate/node_modules fixtures/generate/*/node_modules deployment.json
	find contracts fixtures tools -name __pycache__ -type d -prune -exec rm -rf {} +
