# The two that matter: `make demo` and `make test`. Everything runs from .venv, nothing global.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
RUN := $(VENV)/bin/python
MANAGE := $(RUN) manage.py
export DJANGO_SETTINGS_MODULE ?= hub.settings.dev

.PHONY: demo test test-cluster lint bench lock messages screenshots clean

$(VENV)/.base: requirements/base.txt
	@echo "Installing packages into $(VENV) …"
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# The catalogues of translations, compiled; `make messages` collects new strings (needs gettext).
$(VENV)/.locale: $(wildcard locale/*/LC_MESSAGES/*.po locale/packages/*/LC_MESSAGES/*.po) | $(VENV)/.base
	@$(RUN) -m babel.messages.frontend --quiet compile --directory locale --domain django
	@$(RUN) -m babel.messages.frontend --quiet compile --directory locale/packages --domain django
	@touch $@

messages: $(VENV)/.base
	@$(MANAGE) makemessages --locale ru --locale kk --no-wrap --add-location file \
	  --ignore .venv --ignore var --ignore tests --ignore benchmarks

demo: $(VENV)/.base $(VENV)/.locale
	@$(MANAGE) demo --port $(PORT)

test: $(VENV)/.dev $(VENV)/.locale
	@$(RUN) -m pytest $(ARGS)

test-cluster: $(VENV)/.dev $(VENV)/.locale
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
	  EMAIL_URL=smtp://mail.example.org:25 EMAIL_FROM=hub@example.org \
	  $(MANAGE) check --deploy --fail-level WARNING --settings hub.settings.production

bench: $(VENV)/.dev $(VENV)/.locale
	@$(RUN) -m benchmarks $(ARGS)

lock: $(VENV)/.dev
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/base.in -o requirements/base.txt
	$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/dev.in -o requirements/dev.txt

screenshots: $(VENV)/.dev $(VENV)/.locale
	@$(RUN) -m tests.screenshots $(ARGS)

clean:
	rm -rf $(VENV) var
