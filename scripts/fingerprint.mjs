import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesBelow, packageFolders, root } from './workspace.mjs'

/**
 * A hash over names and contents. Contents, not times: a fresh checkout of the same files is the same.
 *
 * @param {readonly string[]} files relative to `base`
 * @param {string} [base]
 */
export function hashFiles(files, base = root) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = existsSync(join(base, file)) ? readFileSync(join(base, file)) : ''
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Everything `pnpm install` depends on. @param {string} [base] */
export function installFingerprint(base = root) {
  const manifests = packageFolders(base).map((folder) => `${folder}/package.json`)
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests]
  return [process.platform, process.arch, hashFiles(files, base)].join(' ')
}

/** Everything the build depends on; `installed` because the types of dependencies count too. @param {string} installed @param {string} [base] */
export function buildFingerprint(installed, base = root) {
  const sources = packageFolders(base).flatMap((folder) => [
    `${folder}/tsconfig.json`,
    ...filesBelow(`${folder}/src`, base),
  ])
  const means = ['tsconfig.base.json', 'scripts/bundle.mjs', 'scripts/licenses.mjs']
  return `${installed} ${hashFiles([...means, ...sources], base)}`
}

/** @param {string} name @param {string} [base] */
const stampFile = (name, base = root) => join(base, 'node_modules', '.sopskit', name)

/**
 * True when the last finished run of this step had the same fingerprint.
 *
 * @param {string} name
 * @param {string} fingerprint
 * @param {string} [base]
 */
export function isStamped(name, fingerprint, base) {
  const file = stampFile(name, base)
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint
}

/** @param {string} name @param {string} fingerprint @param {string} [base] */
export function stamp(name, fingerprint, base) {
  const file = stampFile(name, base)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, fingerprint)
}
