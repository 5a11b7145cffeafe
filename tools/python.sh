#!/bin/sh
# Print the command of a Python >= 3.11 that can make virtual environments.
#
# PYTHON names one to use. When there is none, or Debian's venv package is missing, say what to
# do; as root on Debian and Ubuntu, do it.
set -eu

modern='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3 python}; do
        # Running it is the only sound test: a name on PATH may be a shim without a Python behind.
        if "$candidate" -c "$modern" >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

has_venv() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }

debian_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing $* with apt-get" >&2
    apt-get update -q >&2 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2
}

if ! python=$(find_python); then
    if [ -n "${PYTHON:-}" ]; then
        echo "PYTHON=$PYTHON is not a Python >= 3.11 that runs." >&2
        exit 1
    fi
    debian_install python3 python3-venv || true
    if ! python=$(find_python); then
        cat >&2 <<'TEXT'
No Python >= 3.11 was found. Install one, then run make again:
    Debian, Ubuntu:  sudo apt-get install python3 python3-venv
                     (Ubuntu 22.04: sudo apt-get install python3.11 python3.11-venv)
    macOS:           brew install python@3.13
    anywhere:        https://www.python.org/downloads/
or name one that is not on PATH:  make PYTHON=/path/to/python3.12 ...
TEXT
        exit 1
    fi
fi

if ! has_venv "$python"; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    debian_install "python$version-venv" || debian_install python3-venv || true
    if ! has_venv "$python"; then
        cat >&2 <<TEXT
$python cannot make virtual environments: its venv or ensurepip module is missing.
    Debian, Ubuntu:  sudo apt-get install python$version-venv
then run make again.
TEXT
        exit 1
    fi
fi
echo "$python"
