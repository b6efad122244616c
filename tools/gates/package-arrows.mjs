// Prevents: a package reaches against the arrows (core ← stores, key services ← flux ← sopskit), so that who needs
// only age installs everything, or two packages can only be changed together.
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { filesBelow, packageFolders, readManifest } from '../../scripts/workspace.mjs'
import { importsOf, packageOf } from '../imports.mjs'

/** @typedef {{ modules: string[], builtins?: boolean, only?: RegExp }} Room `only`: the folder this applies to */

const libraries = [
  'core',
  'stores',
  ...['age', 'grpc', 'kms', 'pgp', 'vault'].map((name) => `keyservice-${name}`),
].map((name) => `@sopskit/${name}`)

const ours = [...libraries, '@sopskit/flux']

const noble = ['@noble/ciphers', '@noble/curves', '@noble/hashes']

/**
 * What each package may import. The first room whose `only` matches counts.
 *
 * @type {Record<string, Room[]>}
 */
const rooms = {
  'packages/core': [{ modules: ['@noble/ciphers', '@noble/hashes', 're2js'] }],
  'packages/stores': [
    { only: /^src\/yaml\//, modules: ['@sopskit/core', 'yaml'] },
    { modules: ['@sopskit/core'] },
  ],
  'packages/keyservice-age': [
    { only: /^src\/node\//, modules: ['@sopskit/core', 'age-encryption'], builtins: true },
    { only: /^src\/ssh\//, modules: ['@sopskit/core', 'age-encryption', ...noble] },
    { modules: ['@sopskit/core', 'age-encryption'] },
  ],
  'packages/keyservice-pgp': [
    { only: /^src\/gpg\//, modules: ['@sopskit/core'], builtins: true },
    { modules: ['@sopskit/core', 'openpgp'] },
  ],
  'packages/keyservice-kms': [
    {
      only: /^src\/aws\//,
      modules: ['@sopskit/core', '@aws-sdk/client-kms', '@aws-sdk/credential-providers'],
      builtins: true,
    },
    {
      only: /^src\/gcp\//,
      modules: ['@sopskit/core', '@google-cloud/kms', 'google-auth-library'],
      builtins: true,
    },
    {
      only: /^src\/azure\//,
      modules: ['@sopskit/core', '@azure/identity', '@azure/keyvault-keys'],
      builtins: true,
    },
    { modules: ['@sopskit/core'] },
  ],
  'packages/keyservice-vault': [{ modules: ['@sopskit/core', 'node-vault'], builtins: true }],
  'packages/keyservice-grpc': [{ modules: ['@sopskit/core', '@grpc/grpc-js'], builtins: true }],
  'packages/flux': [{ modules: libraries, builtins: true }],
  'packages/sopskit': [
    {
      only: /^src\/publish\//,
      modules: [...ours, 'node-vault', '@aws-sdk/client-s3', '@google-cloud/storage'],
      builtins: true,
    },
    { modules: ours, builtins: true },
  ],
  'test-vectors': [
    { only: /^src\/generate\//, modules: ['@sopskit/core', 'prettier'], builtins: true },
    { modules: ['@sopskit/core'], builtins: true },
  ],
}

/** @param {string} base the repository's folder @returns {string[]} */
export function check(base) {
  return packageFolders(base).flatMap((folder) => [
    ...checkManifest(folder, base),
    ...sourcesOf(folder, base).flatMap((file) => checkFile(folder, file, base)),
  ])
}

/** Declaration files are left out: nothing of them is built. @param {string} folder @param {string} base */
function sourcesOf(folder, base) {
  return filesBelow(`${folder}/src`, base).filter((file) => !file.endsWith('.d.ts'))
}

/** @param {string} folder @param {string} base @returns {string[]} */
function checkManifest(folder, base) {
  const declared = Object.keys(readManifest(folder, base).dependencies ?? {})
  const allowed = (rooms[folder] ?? []).flatMap((room) => room.modules)
  return declared
    .filter((name) => !allowed.includes(name))
    .map((name) => `${folder}/package.json depends on ${name}, which the arrows do not allow`)
}

/** @param {string} folder @param {string} file @param {string} base @returns {string[]} */
function checkFile(folder, file, base) {
  const inPackage = file.slice(folder.length + 1)
  const room = rooms[folder]?.find(({ only }) => only === undefined || only.test(inPackage))
  if (room === undefined) return [`${folder} has no room in ${import.meta.url.split('/').at(-1)}`]
  return importsOf(readFileSync(join(base, file), 'utf8'))
    .filter(({ specifier }) => !mayImport(room, inPackage, specifier))
    .map(({ specifier, line }) => `${file}:${line} imports ${specifier} against the arrows`)
}

/** @param {Room} room @param {string} file in its package @param {string} specifier */
function mayImport(room, file, specifier) {
  if (specifier.startsWith('.')) return posix.join(dirname(file), specifier).startsWith('src/')
  if (isBuiltin(specifier)) return room.builtins === true
  return room.modules.includes(packageOf(specifier))
}
