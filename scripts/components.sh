#!/bin/sh
# The two programs the tests need beside Python: PostgreSQL and Chromium. Debian's root gets what is missing;
# anybody else is told in one line what to install.
set -eu

missing=""
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
    missing="$missing postgresql"
fi
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    missing="$missing chromium"
fi
[ -n "$missing" ] || exit 0

if [ -e /etc/debian_version ] && [ "$(id -u)" = 0 ]; then
    echo "Installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 - one word a package
    apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "Please install$missing (Debian: apt-get install$missing) and run this again." >&2
    exit 1
fi
