#!/bin/sh
# Installs the Debian programs that tests run against real components with. Runs again without harm; prints what it does.
set -eu

# One package a line: the program it is needed for, and the package.
wanted() {
  cat <<'LIST'
/usr/bin/ceph-mon ceph-mon
/usr/bin/ceph-osd ceph-osd
/usr/bin/ceph-mgr ceph-mgr
/usr/bin/ceph ceph-common
/usr/bin/radosgw radosgw
/usr/bin/aws awscli
/usr/bin/python3 python3
/usr/bin/curl curl
/usr/bin/openssl openssl
/usr/bin/setsid util-linux
/usr/lib/python3/dist-packages/boto3 python3-boto3
/usr/bin/unzip unzip
/usr/bin/jq jq
LIST
}

missing=""
while read -r file package; do
  if [ -e "$file" ]; then
    echo "have    $package"
  else
    echo "missing $package"
    missing="$missing $package"
  fi
done <<LIST
$(wanted)
LIST

if [ -z "$missing" ]; then
  echo "All test tools are installed."
  exit 0
fi

if [ "$(id -u)" -eq 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1; then
  as_root="sudo DEBIAN_FRONTEND=noninteractive"
else
  echo "Not root and no sudo here. Have these installed by root:$missing" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "No apt-get here. Install these in the way of this system:$missing" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
echo "Updating the package lists ..."
$as_root apt-get update -qq
echo "Installing$missing ..."
# shellcheck disable=SC2086 # one word for each package
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null

while read -r file package; do
  if [ ! -e "$file" ]; then
    echo "$package is installed, but $file is not there." >&2
    exit 1
  fi
done <<LIST
$(wanted)
LIST
echo "All test tools are installed."
