import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** A path below the repository's folder. @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts)

/**
 * Folders of all workspace packages, relative to `base`, in a fixed order.
 *
 * @param {string} [base]
 * @returns {string[]}
 */
export function packageFolders(base = root) {
  const libraries = existsSync(join(base, 'packages')) ? readdirSync(join(base, 'packages')) : []
  return [...libraries.toSorted().map((name) => `packages/${name}`), 'test-vectors'].filter(
    (folder) => existsSync(join(base, folder, 'package.json')),
  )
}

/**
 * The fields of a package.json that the scripts read.
 *
 * @typedef {object} Manifest
 * @property {string} [name]
 * @property {string} [version]
 * @property {string} [license]
 * @property {boolean} [private]
 * @property {string} [packageManager]
 * @property {Record<string, unknown>} [exports]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [peerDependencies]
 */

/** The file that the command `sopskit` of an installed package runs. */
export function commandFile() {
  const { bin } = readManifest('packages/sopskit')
  return inRoot('packages', 'sopskit', bin?.['sopskit'] ?? '')
}

/**
 * The package.json of a folder.
 *
 * @param {string} folder relative to `base`; `.` is the workspace's own
 * @param {string} [base]
 * @returns {Manifest}
 */
export function readManifest(folder, base = root) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(base, folder, 'package.json'), 'utf8'))
  return /** @type {Manifest} */ (manifest)
}

/**
 * All files below a folder, as paths relative to `base` with forward slashes, sorted.
 *
 * @param {string} folder relative to `base`
 * @param {string} [base]
 * @returns {string[]}
 */
export function filesBelow(folder, base = root) {
  if (!existsSync(join(base, folder))) return []
  const entries = readdirSync(join(base, folder), { withFileTypes: true })
  return entries
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesBelow(`${folder}/${entry.name}`, base)
        : [`${folder}/${entry.name}`],
    )
    .toSorted()
}
