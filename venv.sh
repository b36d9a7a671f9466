# Sourced by ./run and ./test: the environment in var/venv, made again when Python or the pins have changed.

export PYTHONUTF8=1 PYTHONPYCACHEPREFIX="$PWD/var/pycache" PIP_DISABLE_PIP_VERSION_CHECK=1
venv=var/venv

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

manage() {
    "$venv/bin/python" manage.py "$@"
}

# Print the name of a Python that is new enough: $PYTHON, else the system's own, else the newest beside it.
find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        printf '%s\n' "$candidate"
        return
    done
    stop "Нужен Python 3.11 или новее. Установите его: apt install python3 python3-venv"
}

# $1: the file of pins. A stamp is written when a step has ended, so what was broken off is done again.
ensure_venv() {
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "Python не умеет создавать окружения. Установите недостающее: apt install python3-venv"
    # The place belongs to it: commands in an environment name their Python by its full path.
    version=$("$python" -c 'import os, sys; print(*sys.version_info[:2], sys.base_prefix, os.getcwd())')
    if [ "$(cat "$venv/made-by" 2>/dev/null)" != "$version" ]; then
        echo "Создаём окружение Python…"
        "$python" -m venv --clear "$venv"
        printf '%s\n' "$version" > "$venv/made-by"
    fi
    installed=$venv/${1##*/}
    if ! cmp -s "$1" "$installed"; then
        echo "Устанавливаем библиотеки…"
        "$venv/bin/python" -m pip install -qq --require-hashes --only-binary :all: --requirement "$1"
        cp "$1" "$installed"
    fi
}
