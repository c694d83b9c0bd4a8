#!/bin/sh
# Chromium, in which pages are looked at, and Noto, in which papers are set: from Debian, where they are missing and we may.
needed=""
command -v chromium >/dev/null || needed="$needed chromium"
[ -e /usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf ] || needed="$needed fonts-noto-core"
[ -e /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc ] || needed="$needed fonts-noto-cjk"
if [ -n "$needed" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing$needed …"
  # Without them the tests that need them say so and are left out; under CI they fail.
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $needed >/dev/null || true
fi
