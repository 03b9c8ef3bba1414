# Evenhand: `make demo` shows it, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
# The rooms that make a number, and the tests that must reach every branch of them by themselves.
comma := ,
ROOMS := figures policy measures estimation formula allocation redeployment staffing caseloads rotation
LAWS := bounded_share_laws formula_over_draws review_sample_laws
REACHING := tests/unit tests/manual tests/known_answers $(LAWS:%=tests/properties/test_%.py)
COVERED := $(subst $() ,$(comma),$(ROOMS:%=src/evenhand/%/*))

.PHONY: demo test check engines extras fuzz bench bench-caseload bench-levers bench-uncertainty bench-coverage bench-rotation nightly docs lock clean

demo: .venv/core  ## the whole journey on the made-up state
	$(BIN)/evenhand demo --out demo-run

test: .venv/dev  ## the whole test suite, and that the rooms that count are covered to the last branch
	$(BIN)/pytest -n $(or $(CORES),2) --dist worksteal --cov --cov-report= $(REACHING)
	$(BIN)/coverage report --include='$(COVERED)' --fail-under=100 --skip-covered
	$(BIN)/pytest -n $(or $(CORES),2) --dist worksteal $(REACHING:%=--ignore=%)

check: .venv/dev  ## format, lint, types, walls, schema and reference, tests that may skip
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy docs/*.py
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/docs/test_reference_is_up_to_date.py tests/docs/test_links.py tests/docs/test_glossary.py tests/unit/test_policy_schema.py
	@echo "Tests that may skip, and why:"
	@grep -rnE "pytest\.skip|skipif|importorskip" tests || echo "none"

engines: .venv/engines  ## the manual and every measure again, on a real PostgreSQL server and on Spark
	EVENHAND_ENGINES=postgresql,spark,duckdb $(BIN)/pytest -q -n $(or $(CORES),2) --dist loadfile tests/engines
	EVENHAND_ENGINES=postgresql $(BIN)/pytest -q -n $(or $(CORES),2) --dist loadfile tests/manual/measures tests/unit/warehouse \
	  tests/unit/test_measures_agree_with_slow_counting.py tests/unit/test_the_one_door_to_the_engines.py

extras: .venv/engines  ## each engine's extra, in an environment of its own, measures the made-up state
	$(BIN)/python tests/engines/each_extra_alone.py

fuzz: .venv/engines  ## random bytes at what reads files, for SECONDS=300
	mkdir -p .fuzz && $(BIN)/python tests/fuzz/fuzz_rows.py .fuzz -max_total_time=$(or $(SECONDS),300) -max_len=4096 -len_control=0 -rss_limit_mb=2500

bench: .venv/dev  ## speed and size as ratios in one run; MILLIONS=1 for a quick look
	$(BIN)/python -m benchmarks.run $(or $(MILLIONS),10)

bench-caseload: .venv/dev  ## daily caseloads against a bare scan and pandas; MILLIONS=2 for a quick look
	$(BIN)/python -m benchmarks.caseload $(or $(MILLIONS),10)

bench-uncertainty: .venv/dev  ## what fits and draws cost, each in a process of its own
	$(BIN)/python -m benchmarks.uncertainty

bench-levers: .venv/dev  ## what a scenario, a sweep, an account and a plan of moves cost
	$(BIN)/python -m benchmarks.levers

bench-rotation: .venv/dev  ## how quickly a rotation's log is replayed, verified, and a year of one simulated
	$(BIN)/python -m benchmarks.rotation
	$(BIN)/python -m benchmarks.rotation_year

bench-coverage: .venv/dev  ## do intervals hold the truth: simulated states, written to the docs
	$(BIN)/python -m benchmarks.coverage > docs/coverage.md.new
	mv docs/coverage.md.new docs/coverage.md

nightly: .venv/dev  ## the long proofs: every property on many more examples
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -n $(or $(CORES),2) tests/properties tests/unit/test_checking_agrees_with_slow_checking.py

docs: .venv/dev  ## write the reference anew from the code
	$(BIN)/python docs/generate.py
	@if [ -d ../shared/data ]; then $(BIN)/python docs/case_studies.py; else echo "No ../shared/data: case studies left as they are."; fi

lock: .venv/dev  ## resolve the locks anew, for every platform at once
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --extra duckdb --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --extra duckdb --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --extra duckdb --extra spark --extra warehouse --group build --group dev --group engines -c requirements-dev.lock pyproject.toml -o requirements-engines.lock

clean:
	rm -rf .venv demo-run

.venv/core: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: requirements-dev.lock .venv/core
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.lock
	touch $@

.venv/engines: requirements-engines.lock .venv/dev
	$(BIN)/python -m pip install -q --require-hashes -r requirements-engines.lock
	touch $@
