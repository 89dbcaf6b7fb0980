# Every target stands alone: it sets the environment up by itself.
# `make demo` runs the main job on the simulated server, `make test` passes the tests.

BIN := .venv/bin
PY := $(BIN)/python
TS := resources/translations

.PHONY: setup demo run test bench crash soak fuzz attack lint package translations clean

setup:
	@.ci/setup

run: setup
	$(PY) -m evodesk

# With a display: a window. Without one: the same program offscreen for 20 s, which leaves
# build/demo/main.png and build/demo/report.json.
demo: setup
	@mkdir -p build/demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" != Linux ]; then \
		$(PY) -m evodesk --demo; \
	else \
		QT_QPA_PLATFORM=offscreen $(PY) -m evodesk --demo --for 20 \
			--screenshot build/demo/main.png --report build/demo/report.json && \
		echo "see build/demo/main.png and build/demo/report.json"; \
	fi

test: setup
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto

# Every speed against something live in the same run; ONLY=NAME for one row of the table.
# Writes build/bench.json; fails when a row misses its limit.
bench: setup
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks $(ONLY)

# Kills the real program at every step of a switch and at KILLS random moments.
crash: setup
	$(PY) -m tests.faults.crash $(or $(KILLS),200)

# Attacks the receiver and the control routes of the running program, and looks for secrets in all
# that it leaves.
attack: setup
	$(PY) -m tests.faults.attack

# Load and misbehaviour for SECONDS: what is lost, what is doubled, what grows.
soak: setup
	$(PY) -m tests.faults.soak $(or $(SECONDS),600)

# Garbage for all that reads strangers' bytes, for SECONDS; atheris comes along where it installs.
fuzz: setup
	@$(PY) -c "import atheris" 2>/dev/null || timeout 120 $(BIN)/uv pip install -q atheris || \
		echo "atheris does not install here"
	$(PY) -m tests.faults.fuzz $(or $(SECONDS),60)

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

package: setup
	@.ci/setup package
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller evodesk.spec
	QT_QPA_PLATFORM=offscreen dist/evodesk/evodesk --demo --for 10 --report build/package.json
	@echo "dist/evodesk/evodesk runs; its report is build/package.json"

# Reads the texts out of the code and compiles what was translated. English has a file only for
# its plurals.
translations: setup
	$(BIN)/pyside6-lupdate -no-obsolete -locations none $$(find evodesk -name '*.py' | sort) \
		-ts $(TS)/evodesk_pt_BR.ts
	$(BIN)/pyside6-lupdate -no-obsolete -locations none -pluralonly \
		$$(find evodesk -name '*.py' | sort) -ts $(TS)/evodesk_en.ts
	$(BIN)/pyside6-lrelease -silent $(TS)/evodesk_pt_BR.ts
	$(BIN)/pyside6-lrelease -silent $(TS)/evodesk_en.ts

clean:
	rm -rf build dist .venv
