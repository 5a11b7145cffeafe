# The commands of this project. `make` lists them.
# Each sets up what it needs; the environment is .venv/, everything built goes into _build/.

PORT ?= 8000
WORKERS ?= logical
BIN := .venv/bin

# One thread for the products of matrices: small ones are faster so, and sums come out the same
# on every machine whatever its number of processors.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1

# Several checks side by side; every one ends, and what one says stays together (by make 4).
SIDE_BY_SIDE := $(MAKE) --no-print-directory --keep-going --jobs \
  $(if $(filter output-sync,$(.FEATURES)),--output-sync)

# Tests that need neither a built book nor a browser nor JAX, and take no longer than a person waits.
QUICK := -m "not slow and not browser" $(addprefix --ignore=tests/,book browser against_jax)

.DEFAULT_GOAL := help
.PHONY: help environment chromium book serve quick test bench lab lint clean style types scripts units

help:  ## list the commands
	@echo "Backpropagation from the Notation Up"
	@echo
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16
	@echo
	@echo "The first one makes .venv/ (a Python >= 3.11 is looked for; PYTHON=... names another)."

environment:
	@$(BIN)/python tools/environment.py --check 2>/dev/null || \
	  { python=$$(PYTHON="$(PYTHON)" sh tools/python.sh) && "$$python" tools/environment.py; }

book: environment  ## execute the chapters and build the site, in _build/html
	@$(BIN)/python tools/build_book.py

serve: environment  ## serve the built site on localhost (PORT=8000)
	@test -f _build/html/index.html || $(BIN)/python tools/build_book.py
	@echo "The book is at http://localhost:$(PORT)/ (stop with Ctrl-C)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html || test $$? -eq 130

quick: environment  ## within a minute: linters, unit tests, the figures' mathematics
	@$(SIDE_BY_SIDE) style types scripts units

test: lint chromium  ## everything: linters, unit tests, a clean build of the book, browser tests
	@CHROMIUM="$$($(BIN)/python tools/chromium.py)" $(BIN)/python -m pytest -n $(WORKERS)

bench: environment  ## speed of nnlib beside its peers, as one table
	@$(BIN)/python -m benchmarks

lab: environment  ## open the chapters as notebooks in JupyterLab
	@$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) book

lint: environment  ## ruff, mypy, and TypeScript and Biome over the scripts
	@$(SIDE_BY_SIDE) style types scripts

style:
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types:
	@$(BIN)/mypy

scripts:
	@$(BIN)/python tools/javascript.py

# The + shows the tests as they pass: make does not hold back the output of such a line.
units:
	+@$(BIN)/python -m pytest -q -n $(WORKERS) $(QUICK)

chromium: environment
	@$(BIN)/python tools/chromium.py --install >/dev/null

clean:  ## remove .venv/, node_modules/ and everything built
	rm -rf .venv node_modules _build build .pytest_cache .mypy_cache .ruff_cache nnlib.egg-info
	find nnlib book tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
