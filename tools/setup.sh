#!/usr/bin/env bash
# Installs what building, running and testing needs and this machine lacks; quick when nothing is missing.
# Debian 12, as root or with sudo. Everything that is not a Debian package goes into build/. Arguments: further
# packages, for a command that alone needs them.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

PACKAGES=(
    # the programs
    g++ cmake ninja-build ccache pkg-config
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libcli11-dev libcurl4-openssl-dev libexpected-dev
    libfmt-dev libgmp-dev libicu-dev libpq-dev libsoci-dev libsodium-dev libspdlog-dev libsqlite3-dev libssl-dev
    prometheus-cpp-dev
    # nodes and clients
    ca-certificates openssh-client openssh-server openssl
    # packages, and a clean machine to try them on
    debootstrap dpkg-dev file
    # tests and checks
    chromium clang-format e2fsprogs fish fonts-dejavu-core libgmock-dev libgtest-dev mount postgresql python3 python3-venv strace
    util-linux zsh
    "$@"
)
NODE_VERSION=24.21.0 # an LTS release, for machines whose own is older than the console's tools want
NPM_VERSION=11.21.2
NODE_LEAST=20.19.0
GO_VERSION=1.26.11 # for machines whose own is older than Palette's client wants, as Debian 12's is
GO_LEAST=1.23.10

say() { printf 'setup: %s\n' "$*" >&2; }

# Those of the named packages that are not installed.
missing_of() {
    comm -13 <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort -u) \
        <(printf '%s\n' "$@" | sort -u)
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "this needs root, and there is no sudo; run as root: $*"
        exit 1
    fi
}

install_packages() {
    local missing=("$@") fresh_sshd=no no_start=/usr/sbin/policy-rc.d no_start_is_ours=no
    say "installing ${missing[*]}"
    case " ${missing[*]} " in *" openssh-server "*) fresh_sshd=yes ;; esac
    # Packages must not start services here; the file that says so is ours only where there was none.
    if [ ! -e "$no_start" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$no_start" >/dev/null
        as_root chmod 755 "$no_start"
        no_start_is_ours=yes
        trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    as_root apt-get update -qq
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends --no-remove "${missing[@]}"; then
        say "apt could not install: ${missing[*]}"
        if dpkg-query -W -f '${db:Status-Status} ${Package}\n' 'libboost*-dev' 2>/dev/null |
            grep -E '^installed libboost' | grep -qv '1\.81'; then
            say "Boost 1.81's headers exclude those of another version. Remove them first: apt-get remove libboost-dev 'libboost1.74-dev'"
        fi
        exit 1
    fi
    # Our nodes start their own sshd; that of a package which came only for us shall not open this machine at its
    # next start.
    if [ "$fresh_sshd" = yes ] && command -v systemctl >/dev/null; then
        as_root systemctl disable --quiet ssh.service ssh.socket 2>/dev/null || true
        say "openssh-server is installed and left switched off; systemctl enable ssh would start it at boot"
    fi
    trap - EXIT
    [ "$no_start_is_ours" = no ] || as_root rm -f "$no_start"
}

setup_packages() {
    local missing
    mapfile -t missing < <(missing_of "${PACKAGES[@]}")
    # Where node comes from elsewhere, npm does too.
    command -v npm >/dev/null || missing+=(nodejs npm)
    [ "${#missing[@]}" = 0 ] || install_packages "${missing[@]}"
}

at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

setup_node() {
    local arch found
    found=$(node --version 2>/dev/null | tr -d v || true)
    if [ -n "$found" ] && at_least "$found" "$NODE_LEAST"; then
        return
    fi
    [ "$(build/node/bin/node --version 2>/dev/null || true)" != "v$NODE_VERSION" ] || return 0
    case "$(uname -m)" in
        x86_64) arch=x64 ;;
        aarch64) arch=arm64 ;;
        *) say "node ${found:-is absent}; install node $NODE_LEAST or later"; exit 1 ;;
    esac
    say "installing node $NODE_VERSION into build/node"
    rm -rf build/node
    mkdir -p build/node/bin
    npm install --prefix build/node --silent --no-fund --no-audit --no-save \
        "node-linux-$arch@$NODE_VERSION" "npm@$NPM_VERSION" >&2
    ln -s "../node_modules/npm/bin/npm-cli.js" build/node/bin/npm
    ln -s "../node_modules/npm/bin/npx-cli.js" build/node/bin/npx
    ln -s "../node_modules/node-linux-$arch/bin/node" build/node/bin/node
}

setup_go() {
    local arch found module
    found=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null | sed 's/^go//' || true)
    if [ -n "$found" ] && at_least "$found" "$GO_LEAST"; then
        return
    fi
    [ "$(build/go/bin/go env GOVERSION 2>/dev/null || true)" != "go$GO_VERSION" ] || return 0
    case "$(uname -m)" in
        x86_64) arch=amd64 ;;
        aarch64) arch=arm64 ;;
        *) say "go ${found:-is absent}; install go $GO_LEAST or later"; exit 1 ;;
    esac
    [ -n "$found" ] || install_packages golang-go
    # Newer ones travel as modules, which the older one checks against Go's checksum database.
    module="golang.org/toolchain@v0.0.1-go$GO_VERSION.linux-$arch"
    say "installing go $GO_VERSION into build/go"
    (cd / && go mod download "$module")
    rm -rf build/go
    mkdir -p build
    cp -r --no-preserve=mode "$(go env GOMODCACHE)/$module" build/go
    chmod +x build/go/bin/* build/go/pkg/tool/*/*
}

setup_python() {
    local wanted stamp=build/venv/requirements
    wanted=$(sha256sum tests/requirements.txt)
    [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || return 0
    say "installing the test runner into build/venv"
    rm -rf build/venv
    mkdir -p build
    /usr/bin/python3 -m venv build/venv
    build/venv/bin/pip install --quiet --disable-pip-version-check -r tests/requirements.txt >&2
    printf '%s' "$wanted" > "$stamp"
}

setup_packages
setup_node
setup_go
setup_python
