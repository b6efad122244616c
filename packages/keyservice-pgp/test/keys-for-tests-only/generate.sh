#!/usr/bin/env bash
# Makes the keys of this folder anew with GnuPG. They are for tests only: the secret halves are public.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Short, for the agent's socket lies in it.
home=$(mktemp -d /tmp/sopskit-keys.XXXXXX)
finish() {
  gpg-connect-agent --homedir "$home" --no-autostart KILLAGENT /bye >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap finish EXIT

# A day long past, so that no clock takes the keys for made in the future.
today=20200101T000000!
run() {
  gpg --homedir "$home" --batch --quiet --yes --faked-system-time "$today" \
    --pinentry-mode loopback --passphrase "$passphrase" "$@" 2>/dev/null
}
user() { echo "$1 (for tests only, not secret) <$1@sopskit.test>"; }
fingerprint() { run --with-colons --list-keys "<$1@sopskit.test>" | awk -F: '$1 == "fpr" { print $10; exit }'; }
export_public() { run --armor --export "$(fingerprint "$1")" >"$folder/$1.public.asc"; }
export_secret() { run --armor --export-secret-keys "$(fingerprint "$1")" >"$folder/$1.secret.asc"; }
make() { # NAME SIGN ENCRYPT [EXPIRES]
  run --quick-generate-key "$(user "$1")" "$2" sign "${4:-never}"
  run --quick-add-key "$(fingerprint "$1")" "$3" encr "${4:-never}"
}

passphrase=''
make rsa2048 rsa2048 rsa2048
make rsa4096 rsa4096 rsa4096
make curve25519 ed25519 cv25519
make other ed25519 cv25519
make nistp256 nistp256 nistp256
make nistp384 nistp384 nistp384
make nistp521 nistp521 nistp521
make brainpoolp256r1 brainpoolP256r1 brainpoolP256r1
make brainpoolp512r1 brainpoolP512r1 brainpoolP512r1
for name in rsa2048 rsa4096 curve25519 other nistp256 nistp384 nistp521 brainpoolp256r1 brainpoolp512r1; do
  export_public "$name"
  export_secret "$name"
done
run --export-secret-keys "$(fingerprint curve25519)" >"$folder/curve25519.secret.gpg"

# Two encryption subkeys, the second one made a year later, so that it is the one to be preferred.
make two-subkeys ed25519 cv25519
today=20210101T000000!
run --quick-add-key "$(fingerprint two-subkeys)" cv25519 encr never
today=20200101T000000!
export_public two-subkeys
export_secret two-subkeys

# The primary key left out, as people keep it who carry only subkeys.
make subkeys-only ed25519 cv25519
export_public subkeys-only
run --armor --export-secret-subkeys "$(fingerprint subkeys-only)" >"$folder/subkeys-only.secret.asc"

make expired ed25519 cv25519 1y
export_public expired
export_secret expired

run --quick-generate-key "$(user sign-only)" ed25519 sign never
export_public sign-only

# The secret half as it was before the revocation.
make revoked ed25519 cv25519
export_secret revoked
sed 's/^:---/---/' "$home/openpgp-revocs.d/$(fingerprint revoked).rev" | run --import
export_public revoked

passphrase=for-tests-only
make locked ed25519 cv25519
make locked-rsa rsa2048 rsa2048
for name in locked locked-rsa; do
  export_public "$name"
  export_secret "$name"
done
