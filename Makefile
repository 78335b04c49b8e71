# Каждая команда сама ставит то, что ей нужно; второй раз ничего не ставится.
CASE ?= samples/verkhnetoemsky.toml
OUT ?= out
# Пример рассчитан на этот день; своему делу день укажите сами.
ON ?= 2026-11-23
# Где лежат ответы и ключ сайта и на каком порту он открыт.
DATA ?= data
PORT ?= 8000
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help package serve test check lint bench drills pictures golden laws lock setup setup-package setup-test clean

help: ## Показать эту подсказку
	@echo 'Команды make:'
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1 — \2/'
	@echo 'Другое дело: make package CASE=дело.toml OUT=папка ON=2026-11-23'

package: setup-package ## Собрать комплект документов примера в папку out/
	@$(PY) -m registration package '$(CASE)' -o '$(OUT)' --on '$(ON)' || [ $$? -eq 3 ] # 3: без PDF

serve: setup-package ## Запустить сайт с анкетой на этом компьютере (DEMO=1 — учебный, с примерами)
	@$(PY) -m registration serve --port '$(PORT)' --data '$(DATA)' $(if $(DEMO),--demo)

test: lint ## Проверить всё: стиль, типы, слои, тесты (то же, что делает сервер)
	@$(PY) -m pytest -n auto

check: test ## То же, что make test

lint: setup-test ## Только стиль, типы и направление импортов
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo

bench: setup-test ## Измерить скорость: отношения к голому LibreOffice и к import pydantic
	@$(PY) -m bench

drills: setup-test ## Учения сайта в полную силу: убитый сервер, чужие глаза, мусор, нагрузка
	@$(PY) -m drills
	@REGISTRATION_ALL_DISTRICTS=1 $(PY) -m pytest tests/e2e/test_whole_case.py -n auto

pictures: setup-test ## Снять картинки сайта для README
	@$(PY) -m scripts.pictures

golden: setup-test ## Переписать эталонные тексты документов (потом посмотреть git diff)
	@$(PY) -m pytest tests -n auto --update-golden

laws: setup-test ## Пересоздать docs/laws.md и docs/fields.md
	@$(PY) -m scripts.write_docs

lock: setup-test ## Обновить закреплённые версии библиотек
	@$(PY) -m scripts.lock

setup: ## Поставить всё нужное, повторив и то, что раньше не удалось
	@scripts/setup.sh test --retry

clean: ## Удалить собранное и кеши (окружение .venv остаётся)
	@rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

setup-package:
	@scripts/setup.sh package

setup-test:
	@scripts/setup.sh test
