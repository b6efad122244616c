import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from './workspace.mjs'

const introduction = `The files in this folder contain code of the packages named below, each under its own license.\n`

/**
 * The licenses of all packages that modules were installed with, as one text.
 *
 * @param {readonly string[]} modules absolute paths; those outside `node_modules` are our own
 * @throws {Error} for a package without the text of its license: then nobody may pass it on.
 */
export function licensesOf(modules) {
  const folders = new Set(modules.flatMap(packageFolder))
  const sections = [...folders].map(section).toSorted()
  return [introduction, ...new Set(sections)].join(`\n${'-'.repeat(80)}\n\n`)
}

/** The folder of the package that holds a module; none for our own. @param {string} module */
function packageFolder(module) {
  const [folder] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module) ?? []
  return folder === undefined ? [] : [folder]
}

/** @param {string} folder */
function section(folder) {
  const { name, version, license } = readManifest('.', folder)
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry))
  if (file === undefined) throw new Error(`${name} comes without the text of its license.`)
  const title = `${name} ${version} (${license ?? 'see below'})`
  return `${title}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}
