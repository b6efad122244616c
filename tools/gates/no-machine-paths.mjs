// Prevents: a path of somebody's machine or the address of a package registry is published with the
// sources, and works, or means anything, on that machine only.
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

// Put together from pieces, so that this file passes its own gate.
const homes = ['home', 'Users', 'root', 'work'].map(
  (name) => String.raw`(?<![\w.~}-])/${name}/[\w.]`,
)
const drives = [String.raw`\b[A-Z]:\\{1,2}Users\\`]
const hosts = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['proxy', 'golang', 'org'],
  ['sum', 'golang', 'org'],
  ['static', 'crates', 'io'],
].map((labels) => labels.join(String.raw`\.`))
const forbidden = new RegExp([...homes, ...drives, ...hosts].join('|'))

/** @param {string} base the repository's folder @returns {string[]} */
export function check(base) {
  return publishedFiles(base).flatMap((file) =>
    checkText(file, readFileSync(join(base, file), 'latin1')),
  )
}

/** Tracked files, and new ones that are not ignored. @param {string} base */
function publishedFiles(base) {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const run = spawnSync('git', args, { cwd: base, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(`git could not list the files: ${run.stderr}`)
  const names = [...new Set(run.stdout.split('\0').filter(Boolean))]
  return names.filter((name) => statSync(join(base, name), { throwIfNoEntry: false })?.isFile())
}

/** @param {string} file @param {string} text @returns {string[]} */
function checkText(file, text) {
  if (!forbidden.test(text)) return []
  return text.split('\n').flatMap((line, index) => {
    const match = forbidden.exec(line)
    return match === null ? [] : [`${file}:${index + 1} names ${match[0]}…`]
  })
}
