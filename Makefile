# Every target sets itself up; the only needs are git, make and Python 3.11 or later.
PYTHON ?= python3
FILM ?= examples/midnight-rooftop
VENV := .venv
BIN := $(VENV)/bin
CONTRACTS := contracts/.venv
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)

.DEFAULT_GOAL := help
.PHONY: help film test test-slow test-contracts test-contracts-nightly fuzz fuzz-media check format contracts gas bench bench-copies lock clean

help: ## say what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/' | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

film: $(VENV)/ready ## make the example film and say where to look (FILM=DIR for another)
	@$(BIN)/reel make $(FILM)
	@$(BIN)/reel title history $(FILM)
	@for film in $(FILM)/out/film.mp4 $(FILM)/out/[0-9]*/film.mp4; do test -f "$$film" || continue; \
	  echo; echo "What anybody can ask of $$film:"; $(BIN)/reel verify $$film || exit; done

test: $(VENV)/ready test-contracts ## run the tests (a few minutes)
	@$(BIN)/python -m pytest -n 2 -m "not slow"

test-slow: $(VENV)/ready ## run also the tests that make whole films at full size
	@$(BIN)/python -m pytest -n 2

test-contracts: $(CONTRACTS)/ready ## run the tests of the contracts alone
	@cd contracts && .venv/bin/python -m pytest -q -n 2

test-contracts-nightly: $(CONTRACTS)/ready ## play against the contracts: 100,000 calls and more, new ones each time
	@cd contracts && for code in gas venom; do \
	  CODEGEN=$$code HYPOTHESIS_PROFILE=nightly .venv/bin/python -m pytest -q -n 2 tests/stateful || exit; done

fuzz: $(VENV)/ready ## look for new failing examples, for as long as it takes
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n 2 tests/property

fuzz-media: $(VENV)/ready ## nightly: throw 12,000 spoiled films, stills and sounds at all that opens them (20 minutes; SECONDS=N for less)
	@$(BIN)/python bench/fuzz_media.py $(if $(SECONDS),--seconds $(SECONDS))

check: $(VENV)/ready ## format, lint, floors of the house, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy

format: $(VENV)/ready ## write the code in its one form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

contracts: $(CONTRACTS)/ready ## compile the contracts into their artifacts and their page
	@$(CONTRACTS)/bin/python contracts/build.py

gas: $(CONTRACTS)/ready ## print gas and new storage slots of every action
	@$(CONTRACTS)/bin/python contracts/tests/gas/measure.py $(WRITE)

bench-gas: $(CONTRACTS)/ready ## gas beside the usual way; compiles the peers where Node is (NODE_MODULES=DIR)
	@$(CONTRACTS)/bin/python contracts/tests/gas/peers.py

bench: $(VENV)/bench ## measure speed and memory as ratios, side by side
	@$(BIN)/python bench/run.py

bench-copies: $(VENV)/bench ## measure how well copies are found (CLIPS=DIR your own films, PARTS=attacks, SEED=2, MINUTES=10, KEPT=DIR, QUICK=1)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python bench/copies.py $(PARTS) $(if $(CLIPS),--clips $(CLIPS)) $(if $(KEPT),--kept $(KEPT)) \
		$(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--cpu-minutes $(MINUTES)) $(if $(QUICK),--quick)

lock: .tools/bin/uv ## compile both requirements.lock anew from their pyproject.toml
	@for at in . contracts; do (cd $$at && $(abspath $(UV)) pip compile pyproject.toml --group dev --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  -q -o requirements.lock) || exit; done

clean: ## remove what was installed and cached here
	rm -rf $(VENV) $(CONTRACTS) contracts/.build .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/ready: requirements.lock pyproject.toml | $(UV)
	@test -x $(BIN)/python || $(UV) venv -q --python $(PYTHON) $(VENV)
	@$(UV) pip sync -q --require-hashes --python $(BIN)/python requirements.lock
	@$(UV) pip install -q --no-deps --python $(BIN)/python -e .
	@touch $@

$(CONTRACTS)/ready: contracts/requirements.lock contracts/pyproject.toml | $(UV)
	@test -x $(CONTRACTS)/bin/python || $(UV) venv -q --python $(PYTHON) $(CONTRACTS)
	@$(UV) pip sync -q --require-hashes --python $(CONTRACTS)/bin/python contracts/requirements.lock
	@touch $@

$(VENV)/bench: $(VENV)/ready
	@$(UV) pip install -q --python $(BIN)/python --group bench
	@touch $@

.tools/bin/uv:
	@echo "setting up (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Reelwright needs Python 3.11 or later; say which with: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -m venv .tools || { echo "this Python has no venv: install the package python3-venv, or uv, and try again" >&2; exit 2; }
	@.tools/bin/python -m pip install -q --disable-pip-version-check "uv>=0.9"
