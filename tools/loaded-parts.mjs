import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const reporter = new URL('report-scripts.mjs', import.meta.url).href

/**
 * Runs a program and names what it has loaded: packages of others, formats and key services of ours, and
 * the HTTP client of Node. What every run needs (core, `sopskit` itself) is left out.
 *
 * @param {readonly string[]} args the program and its arguments
 * @param {import('node:child_process').SpawnSyncOptions} options
 * @returns {{ parts: string[], failure: string | undefined }}
 */
export function loadedParts(args, options) {
  const run = spawnSync(process.execPath, ['--import', reporter, ...args], {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const urls = (run.output?.[3] ?? '').split('\n')
  const failure = run.status === 0 ? undefined : (run.error?.message ?? run.stderr).trim()
  return { parts: [...new Set(urls.flatMap(modulesOf).flatMap(partOf))].toSorted(), failure }
}

/** A bundled file names the modules it was made of, each in a comment of its own line. @param {string} url */
function modulesOf(url) {
  if (!url.startsWith('file:')) return [url]
  const file = fileURLToPath(url)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return [file, ...[...text.matchAll(/^\/\/ (\S+\.[cm]?js)$/gm)].map((match) => match[1] ?? '')]
}

/** @param {string} module a path or the name of a built-in */
function partOf(module) {
  if (module.startsWith('node:')) return module.includes('/undici') ? ['undici of Node'] : []
  const path = module.replaceAll('\\', '/')
  const [, foreign] = /.*\/?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? []
  if (foreign !== undefined) return [foreign]
  const [, ours] =
    /packages\/(stores\/dist\/(?:yaml|json|dotenv|ini|binary)(?=\/)|keyservice-\w+)/.exec(path) ??
    []
  return ours === undefined ? [] : [`@sopskit/${ours.replace('/dist', '')}`]
}
