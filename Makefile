# Thin on purpose: every recipe is a command that also works by hand, and none needs admin rights.
# `make demo` installs what the program needs, `make test` adds what its authors need.

.DEFAULT_GOAL := help
.PHONY: help setup demo test parcours check docs bench faults demo-log index constraints clean

VENV := .venv
BIN := $(VENV)/bin
# The build backend is pinned like the rest and already there, hence no isolated build.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation -c constraints.txt
TER := $(BIN)/python -m ter_cli
DEMO := build/demonstration

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

# --- installation: one stamp for the program, one for its authors ------------------------------

setup: $(VENV)/.installe ## .venv with the program, from constraints.txt

$(VENV)/.python:
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then touch $@; exit; fi; \
	for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	    if "$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        "$$python" -m venv --clear $(VENV) && touch $@; exit; \
	    fi; \
	done; \
	echo "Il faut Python 3.11 ou plus récent, avec venv (sous Debian : le paquet python3-venv)." >&2; \
	echo "S'il est ailleurs : make $(or $(MAKECMDGOALS),setup) PYTHON=/chemin/vers/python" >&2; \
	exit 1

$(VENV)/.installe: $(VENV)/.python pyproject.toml constraints.txt
	@echo "Installation dans $(VENV)…"
	@$(INSTALL) hatchling editables
	@$(INSTALL) -e .
	@touch $@

$(VENV)/.installe-dev: $(VENV)/.installe
	@echo "Installation des outils de développement…"
	@$(INSTALL) -e '.[dev]'
	@touch $@

$(VENV)/.installe-bench: $(VENV)/.installe
	@$(INSTALL) -e '.[bench]'
	@touch $@

# --- use ---------------------------------------------------------------------------------------

demo: export TER_AUJOURDHUI := 2026-11-21
demo: export TER_ETAT := $(CURDIR)/build/etat
demo: export TER_CACHE := $(CURDIR)/build/cache
demo: export TER_JOURNAL := $(CURDIR)/$(DEMO)/events
demo: setup ## the demonstration territory on 21 November 2026
	@rm -rf $(DEMO) build/etat build/cache
	@echo '$$ ter demo $(DEMO)'; $(TER) demo $(DEMO); echo
	@echo '$$ ter suivi --en-retard'; $(TER) suivi --en-retard; echo
	@echo '$$ ter historique D-2025-001'; $(TER) historique D-2025-001; echo
	@echo '$$ ter verifier'; $(TER) verifier || test $$? -eq 1; echo
	@echo '$$ ter actions 2025-2026 --feu rouge'; $(TER) actions 2025-2026 --feu rouge; echo
	@echo '$$ ter preuve eleves_touches.niveau.6E 2025-2026'; $(TER) preuve eleves_touches.niveau.6E 2025-2026; echo
	@echo '$$ ter bilan 2025-2026'; $(TER) bilan 2025-2026
	@echo
	@echo 'À vous, dans cette copie où tout peut être essayé :'
	@echo '  source $(VENV)/bin/activate ; cd $(DEMO)'
	@echo '  ter                                       l’interface : tout voir et tout saisir, sans commande'
	@echo '  ter calendrier                            ce qui vient'
	@echo '  ter couverture 2025-2026                  ce qui est touché, et ce qui ne l’est jamais'
	@echo '  ter comparer 2024-2025 2025-2026          ce qui a changé d’une année à l’autre'
	@echo '  ter bilan 2024-2025 --arrete 1            une version arrêtée, telle qu’elle fut'
	@echo '  ter suivi --a-la-date 30/06/2026          le tableau tel qu’il était'
	@echo '  ter decision executer D-2026-001          une décision est exécutée'
	@echo '  ter evenement annuler D-2026-001 --motif Essai   et cela s’annule'
	@echo '  ter --help                                le reste'

test: $(VENV)/.installe-dev ## every test, save the long journeys
	$(BIN)/python -m pytest -n 2

parcours: $(VENV)/.installe-dev ## the long journeys: a year as it is typed, every screen
	$(BIN)/python -m pytest -n 2 -m parcours

check: $(VENV)/.installe-dev $(VENV)/.installe-bench ## style, types, arrows, SQL, generated files, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar ter_core/projections
	$(BIN)/python -m tools.index --check
	$(BIN)/python -m tools.demo --check
	$(BIN)/python -m pytest -n 2 -m ''

docs: $(VENV)/.installe-dev ## the guide, in French: build/guide/index.html
	@$(BIN)/python -m sphinx -W --keep-going -q -d build/doctrees docs build/guide
	@echo 'Le guide : build/guide/index.html'

bench: $(VENV)/.installe-bench ## ratios against floors and peers; fails on nothing
	$(BIN)/python -m bench

faults: $(VENV)/.installe-dev ## the sampled fault campaigns, with their figures
	$(BIN)/python -m pytest -m fautes -n 2 -rA

# --- generated files ---------------------------------------------------------------------------

demo-log: setup ## events/ again, from its readable source
	$(BIN)/python -m tools.demo

index: setup ## ter_core/events/index.py and ter_core/reports/index.py again, from the classes
	$(BIN)/python -m tools.index

# A venv of its own, so that nothing tried by hand is pinned. tzdata and colorama are named because
# only Windows asks for them.
constraints: $(VENV)/.python ## constraints.txt again, from the newest versions
	$(BIN)/python -m venv --clear build/constraints
	build/constraints/bin/python -m pip install -qq --disable-pip-version-check \
	    hatchling editables tzdata colorama -e '.[dev,bench]'
	sed -n '/^#/p' constraints.txt >build/constraints.txt
	build/constraints/bin/python -m pip freeze --exclude-editable >>build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## everything a command can make again
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
