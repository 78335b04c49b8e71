#!/usr/bin/env bash
# Sets up what `make` needs, once: system packages, a virtual environment, locked libraries.
# Usage: scripts/setup.sh package|test [--retry]
set -euo pipefail
cd "$(dirname "$0")/.."

MODE=${1:-package}
LOCK=requirements.lock
[ "$MODE" = package ] || LOCK=requirements-dev.lock
APT_LOG=.setup/apt.log
OFFICE_REFUSED=.setup/office-refused # a failed installation is not tried again at every run

say() { printf '%s\n' "$@" >&2; }

die() {
    say "$@"
    exit 1
}

python_is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
        if python_is_new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    die "Нужен Python 3.11 или новее, а найден: $(python3 --version 2>/dev/null || echo 'никакого')." \
        "В Debian 12 он ставится так: apt-get install python3. Потом повторите команду."
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env "$@"
    elif command -v sudo >/dev/null && [ -t 0 ]; then
        sudo env "$@"
    elif command -v sudo >/dev/null; then
        sudo -n env "$@" # nobody is there to type a password
    else
        return 1
    fi
}

apt_install() {
    command -v apt-get >/dev/null || return 1
    say "Ставлю пакеты Debian, это около минуты: $*"
    local apt=(DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=2
        -o Acquire::http::Timeout=30 -o Dpkg::Use-Pty=0)
    mkdir -p .setup
    as_root "${apt[@]}" update >"$APT_LOG" 2>&1 || true # old lists may be enough
    as_root "${apt[@]}" install --yes --no-install-recommends "$@" >>"$APT_LOG" 2>&1 || {
        tail -n 3 "$APT_LOG" >&2
        return 1
    }
}

# LibreOffice without a screen, its bridge to Python, and the fonts that the documents use;
# for tests also the browser that walks through the questionnaire, and what its driver needs.
missing_office_packages() {
    command -v soffice >/dev/null || echo libreoffice-writer-nogui
    [ -e /usr/lib/python3/dist-packages/uno.py ] || echo python3-uno
    fc-list 2>/dev/null | grep LiberationSerif >/dev/null || echo fonts-liberation2
    [ "$MODE" = test ] || return 0
    command -v chromium >/dev/null || echo chromium
    ldconfig -p | grep libatomic.so.1 >/dev/null || echo libatomic1
}

ensure_office() {
    local missing
    mapfile -t missing < <(missing_office_packages)
    if [ ${#missing[@]} -eq 0 ]; then
        rm -f "$OFFICE_REFUSED"
    elif [ ! -e "$OFFICE_REFUSED" ] && apt_install "${missing[@]}"; then
        return
    else
        report_office "${missing[@]}"
    fi
}

report_office() {
    if [ -e "$OFFICE_REFUSED" ]; then
        say "Всё ещё не поставлено: $*. Поставить: make setup"
    else
        mkdir -p .setup && touch "$OFFICE_REFUSED"
        explain_office "$@"
    fi
    [ -z "${CI:-}" ] || die "На сервере проверки без LibreOffice нельзя: тесты PDF не пропускаются."
}

explain_office() {
    say "" \
        "Не удалось поставить: $*." \
        "Без этого не будет файлов PDF (кроме формы Р11001) или шрифты в них будут другие." \
        "Документы Word получатся все. Без chromium не идут только проверки в браузере." \
        "Поставить можно так, с правами администратора:" \
        "    apt-get install --no-install-recommends $*" \
        "или повторите попытку: make setup" ""
}

ensure_venv_module() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    apt_install python3-venv || die \
        "Не хватает пакета python3-venv, а прав поставить его нет." \
        "Попросите администратора: apt-get install python3-venv. Потом повторите команду."
}

# The key changes with the locked versions and, since scripts name it, with the folder.
lock_key() {
    { pwd && cat "$1"; } | sha256sum | cut -d' ' -f1
}

is_installed() {
    [ "$(cat ".venv/.installed-$2" 2>/dev/null)" = "$(lock_key "$1")" ]
}

is_ready() {
    python_is_new_enough .venv/bin/python || return 1
    is_installed requirements-dev.lock test && return # holds everything that a package needs
    is_installed "$LOCK" "$MODE"
}

ensure_venv() {
    local python
    if [ -e .venv/.folder ] && [ "$(cat .venv/.folder)" != "$PWD" ]; then
        say "Папка переехала, виртуальное окружение создаётся заново."
        rm -rf .venv
    fi
    python_is_new_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null && return
    python=$(find_python)
    ensure_venv_module "$python"
    say "Создаю виртуальное окружение .venv"
    "$python" -m venv --clear .venv
}

# The code runs from this folder: a path file and a two-line command, nothing to build.
link_command() {
    echo ../../../.. >"$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/registration-here.pth"
    cat >.venv/bin/registration <<'SH'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -m registration "$@"
SH
    chmod +x .venv/bin/registration
}

install_locked() {
    ensure_venv
    say "Ставлю библиотеки из $1"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
        --no-deps --only-binary :all: --require-hashes -r "$1" || die \
        "Библиотеки не поставились: проверьте связь с интернетом и повторите команду."
    link_command
    pwd >.venv/.folder
    lock_key "$1" >".venv/.installed-$2"
}

main() {
    [ "${2:-}" != --retry ] || rm -f "$OFFICE_REFUSED"
    is_ready || install_locked "$LOCK" "$MODE"
    ensure_office
}

main "$@"
