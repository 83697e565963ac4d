# shellcheck shell=bash
# What the parts of the set-up need to know of Debian and Ubuntu; sourced by them.

# The machine's root; a test plays another machine.
readonly root_folder="${SETUP_ROOT:-}"

# die LINE: what is wrong and what to do about it, in one line.
die() {
    echo "setup: $1" >&2
    exit 1
}

# debian_release: "debian" or "ubuntu" where apt serves this machine, else nothing.
debian_release() {
    command -v apt-get >/dev/null || return 0
    # shellcheck disable=SC1090,SC1091
    (. "$root_folder/etc/os-release" && case "${ID:-}" in debian | ubuntu) echo "$ID" ;; esac)
}

# as_root COMMAND…: nothing that apt starts keeps the lock of the set-up (descriptor 9) open.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@" 9>&-
    else
        sudo "$@" 9>&-
    fi
}

# debian_install PACKAGE…: says so in one line; elsewhere, and without the right, says what to do.
debian_install() {
    if [ -z "$(debian_release)" ]; then
        die "needs what Debian calls $*; install it with this system's package manager"
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "needs root for: apt-get install $*"
    fi
    echo "setup: installing Debian packages $*"
    local log
    log=$(mktemp)
    if ! as_root apt-get update -qq >"$log" 2>&1 || ! as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq --no-install-recommends -o DPkg::Lock::Timeout=600 "$@" >>"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        die "apt-get could not install $*; it says why above"
    fi
    rm -f "$log"
}
