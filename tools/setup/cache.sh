# shellcheck shell=bash
# What all checkouts of a machine share; sourced by the parts of the set-up that fill it. Each thing
# in it is made beside its place and moved there when it is complete.
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/dstack-governance"

# lock_cache NAME: one set-up at a time makes the thing, in PARTIAL, which nobody else touches; what
# a killed one left there is removed. The end of the process unlocks.
lock_cache() {
    PARTIAL="$CACHE/.partial-$1"
    mkdir -p "$CACHE"
    exec 8>"$CACHE/.lock-$1"
    if ! flock --nonblock 8; then
        echo "setup: waiting for another set-up that fills $CACHE"
        flock 8
    fi
    rm -rf "$PARTIAL"
    trap 'rm -rf "$PARTIAL"' EXIT
}

# unlock_cache: what was to be made is in its place
unlock_cache() {
    rm -rf "$PARTIAL"
    exec 8>&-
}
