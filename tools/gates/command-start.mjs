// Prevents: a run loads code that it has no use for (another format, RE2, the age library, an HTTP client), so
// that the command starts late; or importing the library does.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inRoot, readManifest } from '../../scripts/workspace.mjs'
import { loadedParts } from '../loaded-parts.mjs'

const age = [
  '@noble/ciphers',
  '@noble/curves',
  '@noble/hashes',
  '@noble/post-quantum',
  '@scure/base',
  '@sopskit/keyservice-age',
  'age-encryption',
]
const json = ['@sopskit/stores/json']
const yaml = ['@sopskit/stores/yaml', 'yaml']

/** @typedef {{ args: string[], loads: string[] }} Start `loads` is all that may be loaded, and has to be */

/** In this order: later ones decrypt what earlier ones have encrypted. @type {Start[]} */
const starts = [
  { args: ['--version'], loads: [] },
  { args: ['help', 'encrypt'], loads: [] },
  { args: ['completion', 'bash'], loads: [] },
  { args: ['encrypt', '--output', 'new.json', 'config.json'], loads: [...age, ...json] },
  { args: ['decrypt', 'new.json'], loads: [...age, ...json] },
  { args: ['filestatus', 'new.json'], loads: json },
  { args: ['set', 'new.json', '["new"]', '1'], loads: [...age, ...json] },
  { args: ['rotate', '-i', 'new.json'], loads: [...age, ...json] },
  { args: ['encrypt', '--output', 'new.yaml', 'secret.yaml'], loads: [...age, ...yaml] },
  { args: ['decrypt', 'new.yaml'], loads: [...age, ...yaml] },
  { args: ['decrypt', '--output-type', 'json', 'new.yaml'], loads: [...age, ...json, ...yaml] },
  {
    args: ['encrypt', '--encrypted-regex', '^data$', 'config.json'],
    loads: [...age, ...json, 're2js'],
  },
]

/** @param {string} base the repository's folder @returns {string[]} */
export function check(base) {
  const room = mkdtempSync(join(tmpdir(), 'sopskit-start-'))
  try {
    for (const file of ['config.json', 'secret.yaml']) {
      copyFileSync(inRoot('examples', file), join(room, file))
    }
    const { bin } = readManifest('packages/sopskit', base)
    const command = join(base, 'packages', 'sopskit', bin?.['sopskit'] ?? '')
    const library = pathToFileURL(join(base, 'packages', 'sopskit', 'dist', 'index.js')).href
    const imported = ['--input-type=module', '--eval', `import ${JSON.stringify(library)}`]
    return [
      ...compare('import sopskit', loadedParts(imported, { cwd: room }), []),
      ...starts.flatMap(({ args, loads }) => {
        const loaded = loadedParts([command, ...args], { cwd: room, env: environment() })
        return compare(['sopskit', ...args].join(' '), loaded, loads)
      }),
    ]
  } finally {
    rmSync(room, { recursive: true, force: true })
  }
}

/** Only the key of the examples, and nothing that a user has set. */
function environment() {
  const encrypted = readFileSync(inRoot('examples', 'config.enc.json'), 'utf8')
  const [recipient] = /age1\w+/.exec(encrypted) ?? []
  return {
    SOPS_AGE_RECIPIENTS: recipient,
    SOPS_AGE_KEY_FILE: inRoot('examples', 'key-for-tests-only.txt'),
  }
}

/** @param {string} title @param {ReturnType<typeof loadedParts>} loaded @param {readonly string[]} loads @returns {string[]} */
function compare(title, { parts, failure }, loads) {
  if (failure !== undefined) return [`${title} failed: ${failure}`]
  return [
    ...parts.filter((part) => !loads.includes(part)).map((part) => `${title} loads ${part}`),
    ...loads
      .filter((part) => !parts.includes(part))
      .map((part) => `${title} was thought to load ${part} and does not`),
  ]
}
