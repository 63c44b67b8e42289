# The two that matter: `make demo` and `make test`. Everything runs from .venv, nothing global.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
RUN := $(VENV)/bin/python
MANAGE := $(RUN) manage.py
export DJANGO_SETTINGS_MODULE ?= hub.settings.dev

.PHONY: demo test test-cluster lint bench lock screenshots clean

$(VENV)/.base: requirements/base.txt
	@echo "Installing packages into $(VENV) …"
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.base
	@$(MANAGE) demo --port $(PORT)

test: $(VENV)/.dev
	@$(RUN) -m pytest $(ARGS)

test-cluster: $(VENV)/.dev
	@HUB_TEST_CLUSTER=1 $(RUN) -m pytest -m cluster $(ARGS)

lint: $(VENV)/.dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(VENV)/bin/lint-imports
	$(RUN) -m mypy
	$(VENV)/bin/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(MANAGE) makemigrations --check --dry-run
	@SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz ALLOWED_HOSTS=hub.example.org \
	  HUB_BASE_URL=https://hub.example.org DATABASE_URL=sqlite:///:memory: \
	  $(MANAGE) check --deploy --fail-level WARNING --settings hub.settings.production

bench: $(VENV)/.dev
	@$(RUN) -m benchmarks $(ARGS)

lock: $(VENV)/.dev
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/base.in -o requirements/base.txt
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/dev.in -o requirements/dev.txt

screenshots: $(VENV)/.dev
	@$(RUN) -m tests.screenshots $(ARGS)

clean:
	rm -rf $(VENV) var
