import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './workspace.mjs'

/**
 * A package as it is installed here.
 *
 * @typedef {object} InstalledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license
 * @property {string} folder
 */

/**
 * What installing some packages of ours brings with it: their dependencies and those of these, without
 * optional peers, each once and by name. Our own packages are left out.
 *
 * @param {readonly string[]} folders relative to the repository's folder
 * @param {readonly string[]} [peers] optional peers that are installed as well
 * @returns {readonly InstalledPackage[]}
 */
export function installedWith(folders, peers = []) {
  /** @type {Map<string, InstalledPackage>} */
  const found = new Map()
  const seen = new Set()
  const visit = (/** @type {string} */ folder, /** @type {readonly string[]} */ names) => {
    for (const name of names) {
      const target = resolvePackage(name, folder)
      if (target === undefined || seen.has(target)) continue
      seen.add(target)
      const manifest = readPackage(target)
      if (isInstalled(target)) found.set(target, describe(target, manifest))
      visit(target, namesOf(manifest))
    }
  }
  for (const folder of folders) {
    const start = realpathSync(join(root, folder))
    visit(start, [...namesOf(readPackage(start)), ...peers])
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** How many bytes the files of a folder have, without packages that are installed inside it. @param {string} folder @returns {number} */
export function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => join(folder, entry.name))
    .reduce(
      (sum, path) => sum + (statSync(path).isDirectory() ? sizeOf(path) : statSync(path).size),
      0,
    )
}

/** @param {string} folder */
const isInstalled = (folder) => /[\\/]node_modules[\\/]/.test(folder)

/** @param {string} folder @param {Record<string, unknown>} manifest @returns {InstalledPackage} */
function describe(folder, { name, version, license }) {
  return { name: String(name), version: String(version), license: licenseText(license), folder }
}

/** Old packages give a list to choose from. @param {unknown} license */
function licenseText(license) {
  /** @type {readonly unknown[]} */
  const all = Array.isArray(license) ? license : [license]
  return all.map((one) => String(isRecord(one) ? one['type'] : one)).join(' OR ')
}

/** @param {Record<string, unknown>} manifest */
function namesOf({ dependencies, optionalDependencies }) {
  return [dependencies, optionalDependencies].filter(isRecord).flatMap(Object.keys)
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === 'object' && value !== null
}

/** Looks where Node would; optional dependencies need not be there. @param {string} name @param {string} from @returns {string | undefined} */
function resolvePackage(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate)
    if (dirname(folder) === folder) return undefined
  }
}

/** @param {string} folder @returns {Record<string, unknown>} */
function readPackage(folder) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return /** @type {Record<string, unknown>} */ (manifest)
}
