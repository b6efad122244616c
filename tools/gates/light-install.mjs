// Prevents: who needs only age gets the code of clouds, gRPC or OpenPGP installed; or a package comes in with
// a license that nobody looked at.
import { installedWith } from '../../scripts/installed-packages.mjs'
import { packageFolders, readManifest } from '../../scripts/workspace.mjs'

/** All that age files need beside our own packages. */
const light = [
  '@noble/ciphers',
  '@noble/curves',
  '@noble/hashes',
  '@noble/post-quantum',
  '@scure/base',
  'age-encryption',
  're2js',
  'yaml',
]

/** What the command and the library bring on top: the client of Vault. Everything else is an optional peer. */
const heavy = /^(?:@aws-sdk|@azure|@google-cloud|@grpc|@smithy)\/|^(?:google-auth-library|openpgp)$/

/** Licenses that let everybody use and pass on; `openpgp` is an optional peer, which nobody else's terms touch. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
])

/** @param {string} base the repository's folder @returns {string[]} */
export function check(base) {
  const published = packageFolders(base).filter((folder) => !readManifest(folder, base).private)
  return [...checkLight(), ...published.flatMap(checkPublished)]
}

/** @returns {string[]} */
function checkLight() {
  const folders = ['packages/core', 'packages/stores', 'packages/keyservice-age']
  const names = new Set(installedWith(folders).map(({ name }) => name))
  return [
    ...[...names]
      .filter((name) => !light.includes(name))
      .map((name) => `an install for age files brings ${name}`),
    ...light
      .filter((name) => !names.has(name))
      .map((name) => `an install for age files has no ${name} any more`),
  ]
}

/** @param {string} folder @returns {string[]} */
function checkPublished(folder) {
  return installedWith([folder]).flatMap(({ name, version, license }) => [
    ...(heavy.test(name) ? [`${folder} installs ${name}, which is to be an optional peer`] : []),
    ...(isPermissive(license) ? [] : [`${folder} installs ${name} ${version} under ${license}`]),
  ])
}

/** @param {string} license `(MIT OR CC0-1.0)` and `MIT, CC0-1.0` leave the choice */
function isPermissive(license) {
  return license
    .replaceAll(/[()]/g, '')
    .split(/ OR |, /)
    .some((one) => permissive.has(one))
}
