// Prevents: a package works in this checkout and not where it is installed, because something that it needs
// is not published with it; or the command needs other packages though it is bundled.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { entryFiles, npm } from '../../scripts/bootstrap.mjs'
import { inRoot, packageFolders, readManifest } from '../../scripts/workspace.mjs'

/** @typedef {{ name: string, folder: string, manifest: import('../../scripts/workspace.mjs').Manifest, files: string[] }} Packed */

/** @param {string} base the repository's folder @returns {string[]} */
export function check(base) {
  const room = mkdtempSync(join(tmpdir(), 'sopskit-packed-'))
  try {
    const packages = pack(base)
    const command = packages.filter(({ manifest }) => manifest.bin !== undefined)
    for (const one of command) copy(one, base, room)
    // Before anything else is there.
    const failures = command.flatMap((one) => runCommand(one, room))
    for (const one of packages) install(one, base, room)
    return [...failures, ...packages.flatMap((one) => inspect(one, room))]
  } finally {
    rmSync(room, { recursive: true, force: true })
  }
}

/** What npm would publish. @param {string} base @returns {Packed[]} */
function pack(base) {
  const folders = packageFolders(base).filter((folder) => !readManifest(folder, base).private)
  const { command, args, shell } = npm(['pack', '--dry-run', '--ignore-scripts', '--json'])
  const names = folders.map((folder) => `./${folder}`)
  const run = spawnSync(command, [...args, ...names], { cwd: base, shell, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`npm could not pack: ${run.error?.message ?? run.stderr}`)
  /** @type {unknown} */
  const output = JSON.parse(run.stdout)
  const packed = /** @type {{ name: string, files: { path: string }[] }[]} */ (output)
  return folders.map((folder) => {
    const manifest = readManifest(folder, base)
    const { files = [] } = packed.find(({ name }) => name === manifest.name) ?? {}
    return { name: manifest.name ?? folder, folder, manifest, files: files.map(({ path }) => path) }
  })
}

/** @param {Packed} packed @param {string} base @param {string} room */
function copy({ name, folder, files }, base, room) {
  for (const file of files) {
    const target = join(room, 'node_modules', name, file)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join(base, folder, file), target)
  }
}

/** With the dependencies that are not ours as they are installed here. @param {Packed} packed @param {string} base @param {string} room */
function install(packed, base, room) {
  copy(packed, base, room)
  const { name, folder, manifest } = packed
  for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
    if (range.startsWith('workspace:')) continue
    const link = join(room, 'node_modules', name, 'node_modules', dependency)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(base, folder, 'node_modules', dependency), link, 'junction')
  }
}

/** @param {Packed} packed @param {string} room */
function runCommand({ name, manifest }, room) {
  const key = inRoot('examples', 'key-for-tests-only.txt')
  return Object.entries(manifest.bin ?? {}).flatMap(([command, file]) =>
    ['secret.enc.yaml', 'config.enc.json'].flatMap((example) => {
      const program = join(room, 'node_modules', name, file)
      const args = [program, 'decrypt', inRoot('examples', example)]
      const env = { SOPS_AGE_KEY_FILE: key }
      const run = spawnSync(process.execPath, args, { cwd: room, env, encoding: 'utf8' })
      return run.status === 0 ? [] : [`${command} alone cannot decrypt ${example}: ${run.stderr}`]
    }),
  )
}

/** @param {Packed} packed @param {string} room */
function inspect({ name, manifest }, room) {
  const missing = entryFiles(manifest)
    .filter((file) => !existsSync(join(room, 'node_modules', name, file)))
    .map((file) => `${name} is published without ${file}`)
  const modules = Object.entries(manifest.exports ?? {}).filter(([, target]) =>
    entryFiles({ exports: { target } }).some((file) => file.endsWith('.js')),
  )
  const imports = modules.flatMap(([subpath]) => {
    const code = `await import(${JSON.stringify(name + subpath.slice(1))})`
    const args = ['--input-type=module', '--eval', code]
    const run = spawnSync(process.execPath, args, { cwd: room, encoding: 'utf8' })
    return run.status === 0 ? [] : [`${name + subpath.slice(1)} cannot be imported: ${run.stderr}`]
  })
  return [...missing, ...imports]
}
