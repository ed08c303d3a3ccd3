# sunledger 阳光账本. `make help` lists the targets.

PYTHON   ?= python3
DATA     ?= data
OUT      ?= build/site
PORT     ?= 8000
BASE_URL ?=
EDIT_URL ?=
REVISION ?=
KINDS    ?=
CASES    ?=
ONLY     ?=
BENCH    ?=
SITE     ?=

BIN       := .venv/bin
SUNLEDGER := $(BIN)/sunledger

export PYTHON
.DEFAULT_GOAL := help
.PHONY: help site serve test pytest check lint format chromium pictures requirements reference reproduce differential bench clean

help: ## 列出各项命令 · list the targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

site: .venv/run.stamp ## 核对 data/,建成网站 build/site · check data/ and build the website
	@$(SUNLEDGER) build $(DATA) --out $(OUT) $(if $(BASE_URL),--base-url '$(BASE_URL)') \
		$(if $(EDIT_URL),--edit-url '$(EDIT_URL)') $(if $(REVISION),--revision '$(REVISION)')
	@echo
	@echo "网站在 $(OUT)。查看:make serve,再用浏览器打开 http://127.0.0.1:$(PORT)/"
	@echo "The site stands in $(OUT). To look at it: make serve, then open http://127.0.0.1:$(PORT)/"

serve: .venv/run.stamp ## 在本机边改边看(PORT=8000)· look at the website on this machine while you work on it
	@$(SUNLEDGER) serve $(DATA) --out $(OUT) --port $(PORT)

check: .venv/run.stamp ## 只核对 data/ · only check the accounts
	@$(SUNLEDGER) check $(DATA)

test: .venv/test.stamp chromium ## 全部测试 · every test, with a real Chromium
	@$(MAKE) --no-print-directory --jobs=2 --keep-going pytest lint

pytest: .venv/test.stamp
	@$(BIN)/python -m pytest --numprocesses $$(( $$(nproc) + 1 )) --maxprocesses 5 --dist worksteal

lint: .venv/test.stamp ## 代码规范、类型、架构 · style, types, architecture
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "make format" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >.venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }

format: .venv/test.stamp ## 整理代码格式 · put the code into form
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

reference: .venv/run.stamp ## 重新生成命令说明 COMMANDS.md · write the reference of the commands anew
	@$(BIN)/python -m sunledger.cli.reference >COMMANDS.md

reproduce: .venv/run.stamp ## 建两次,逐字节比较(SITE= 已公布的网站或 ZIP)· build twice and compare, and with a published copy
	@$(BIN)/python tests/reproduce.py $(DATA) $(if $(SITE),--site '$(SITE)') $(if $(BASE_URL),--base-url '$(BASE_URL)') \
		$(if $(EDIT_URL),--edit-url '$(EDIT_URL)') $(if $(REVISION),--revision '$(REVISION)')

bench: .venv/bench.stamp ## 测速,与 frictionless、Hugo、MkDocs 比(ONLY="check render")· measure, beside frictionless, Hugo and MkDocs
	@PYTHONPATH=. $(BIN)/python -m tests.benchmarks.run $(if $(ONLY),--only $(ONLY)) $(BENCH)

differential: .venv/test.stamp ## 以两万个随机文件比对本程序与 frictionless 的判断(CASES=20000)· hold the check against frictionless
	@PYTHONPATH=. $(BIN)/python -m tests.check.differential $(if $(CASES),--cases $(CASES))

chromium: .venv/test.stamp
	@sh .ci/chromium >/dev/null

pictures: .venv/test.stamp chromium ## 给每种页面拍照,放在 build/pictures(KINDS="home notice" 只拍几种)· take pictures of every kind of page
	@test -f $(OUT)/index.html || $(MAKE) --no-print-directory site
	@PYTHONPATH=. $(BIN)/python tests/browser/pictures.py $(OUT) build/pictures $(KINDS)

# UPGRADE=1 takes the newest versions; otherwise only what pyproject.toml changed moves.
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make requirements' $(BIN)/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate $(if $(UPGRADE),--upgrade)
requirements: .venv/run.stamp ## 重新锁定依赖版本(UPGRADE=1 取最新)· pin the dependencies anew
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(COMPILE) pyproject.toml --group build --output-file requirements/run.txt
	@$(COMPILE) pyproject.toml --group build --group test --constraint requirements/run.txt \
		--output-file requirements/test.txt
	@$(COMPILE) pyproject.toml --group build --group bench --constraint requirements/run.txt \
		--output-file requirements/bench.txt

clean: ## 删除生成的文件 · remove what was made
	@rm -rf build dist .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

# An environment knows its own address: a folder that was moved or renamed needs a new one.
ifneq ($(shell cat .venv/place 2>/dev/null),$(CURDIR))
.PHONY: .venv/run.stamp .venv/test.stamp .venv/bench.stamp
endif

.venv/run.stamp: requirements/run.txt pyproject.toml
	@sh .ci/venv requirements/run.txt
	@touch $@

.venv/test.stamp: requirements/test.txt pyproject.toml
	@sh .ci/venv requirements/test.txt
	@touch .venv/run.stamp $@

.venv/bench.stamp: requirements/bench.txt pyproject.toml
	@sh .ci/venv requirements/bench.txt
	@touch .venv/run.stamp $@
