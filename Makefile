# Two commands do all the set-up on a fresh machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo run test check fix bench mutants proof pictures gallery clean

demo: $(VENV)/.installed
	$(BIN)/agenda demo -o out

run: $(VENV)/.installed
	$(BIN)/agenda

test: check
	$(BIN)/python -m pytest

check: $(VENV)/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/python scripts/catalog.py --check

fix: $(VENV)/.developer
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python scripts/catalog.py
	$(BIN)/python scripts/keys.py
	$(BIN)/python -m scripts.commands
	$(BIN)/python -m scripts.calendars
	$(BIN)/python -m scripts.schema

bench: $(VENV)/.developer .bench/.made
	$(BIN)/python -m benchmarks

# What only measurements need lives in an environment of its own.
.bench/.made:
	$(PYTHON) -m venv .bench
	-.bench/bin/pip install --quiet --disable-pip-version-check 'weasyprint>=66,<71'
	@touch $@

# Takes half an hour, so it is no part of make test; M=trips/history/merge.py runs one module.
mutants: $(VENV)/.developer
	$(BIN)/python -m scripts.mutants $(M)

# Takes an hour and a half, so it is no part of make test.
proof: $(VENV)/.developer
	$(BIN)/python -m scripts.proof
	$(BIN)/python -m scripts.delivery

pictures: $(VENV)/.developer
	$(BIN)/python scripts/pictures.py
	$(BIN)/python -m scripts.moving
	$(BIN)/python -m scripts.papers

# Every page and window in every look, to look at; takes ten minutes.
gallery: $(VENV)/.developer
	$(BIN)/python -m scripts.gallery

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Agenda needs Python 3.11 or newer; say: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.developer: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .bench build dist out .pytest_cache .ruff_cache .hypothesis
