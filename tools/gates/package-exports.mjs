// Prevents: a package is published whose entry points do not exist after a build, or that publint knows to
// break for some kind of importer.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { entryFiles } from '../../scripts/bootstrap.mjs'
import { packageFolders, readManifest } from '../../scripts/workspace.mjs'

/** @param {string} base the repository's folder @returns {Promise<string[]>} */
export async function check(base) {
  const results = packageFolders(base).map((folder) => checkPackage(folder, base))
  return (await Promise.all(results)).flat()
}

/** @param {string} folder @param {string} base @returns {Promise<string[]>} */
async function checkPackage(folder, base) {
  const manifest = readManifest(folder, base)
  const missing = entryFiles(manifest)
    .filter((file) => !existsSync(join(base, folder, file)))
    .map((file) => `${folder}/package.json names ${file}, which does not exist after the build`)
  if (missing.length > 0 || manifest.private === true) return missing
  const { messages, pkg } = await publint({ pkgDir: join(base, folder), pack: false, strict: true })
  return messages.map((message) => `${folder}: ${formatMessage(message, pkg, { color: false })}`)
}
