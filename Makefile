# Counterfoil. On a fresh machine with Python 3.11+, make and a package index: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help setup demo test check scan fix lock benchmark clean
help:            ## show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ –/' 

setup: $(STAMP)  ## make the virtual environment and install what requirements.lock names
$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (first time about a minute) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: setup      ## the example marketplace, from its feed to what is done about it, into demo-output
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: setup      ## run every test
	@sh tools/system_packages.sh
	@$(BIN)/python -m pytest -n auto -q

check: setup     ## what CI runs beside the tests: format, lint, types, layers, file sizes
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/long_files.py

scan:            ## look what requirements.lock names up in PyPI's list of known faults; what cannot be looked up fails
	@test -x .venv-scan/bin/pip-audit || { $(PYTHON) -m venv .venv-scan && .venv-scan/bin/python -m pip install -q pip-audit; }
	@.venv-scan/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

fix: setup       ## format and mend what ruff can mend
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock:            ## write requirements.lock anew (versions and hashes, no index addresses)
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements.lock pyproject.toml

benchmark: setup ## screen the real files in ../shared and freeze the figures
	@$(BIN)/python benchmarks/screening/run.py

clean:           ## remove what make made
	rm -rf $(VENV) .venv-scan demo-output
