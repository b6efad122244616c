// Prevents: a Node built-in slips into core, directly or through a library, and core no longer runs in a
// browser, an edge worker or another runtime.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow } from '../../scripts/workspace.mjs'
import { importsOf, packageOf } from '../imports.mjs'

const allowed = new Set(['@noble/ciphers', '@noble/hashes', 're2js'])
const loader = fileURLToPath(new URL('../load-without-builtins.mjs', import.meta.url))

/** @param {string} base the repository's folder @returns {string[]} */
export function check(base) {
  const files = ['packages/core/src', 'packages/core/dist']
    .flatMap((folder) => filesBelow(folder, base))
    .filter((file) => /\.(?:[cm]?ts|[cm]?js)$/.test(file))
  const named = files.flatMap((file) => checkFile(file, readFileSync(join(base, file), 'utf8')))
  return [...named, ...loadBuilt(join(base, 'packages/core/dist/index.js'))]
}

/** @param {string} file @param {string} source @returns {string[]} */
function checkFile(file, source) {
  return importsOf(source)
    .filter(({ specifier }) => !specifier.startsWith('.') && !allowed.has(packageOf(specifier)))
    .map(({ specifier, line }) => {
      const kind = isBuiltin(specifier) ? 'the Node built-in' : 'the foreign module'
      return `${file}:${line} imports ${kind} ${specifier}`
    })
}

/** What the libraries import is seen by loading the built package with every built-in refused. @param {string} entry @returns {string[]} */
function loadBuilt(entry) {
  if (!existsSync(entry)) return [`${entry} is missing: build first`]
  const run = spawnSync(process.execPath, [loader, entry], { encoding: 'utf8' })
  return run.status === 0 ? [] : [`the built core does not load: ${run.stderr.trim()}`]
}
