import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildFingerprint, installFingerprint, isStamped, stamp } from './fingerprint.mjs'
import { inRoot, packageFolders, readManifest, root } from './workspace.mjs'

/**
 * Makes the checkout ready to run: dependencies as the lockfile has them, packages built. Does nothing
 * that is done already, and says one line on stderr for each step it takes.
 */
export function bootstrap() {
  const installed = installFingerprint()
  if (!isStamped('installed', installed) || !existsSync(inRoot('node_modules', 'typescript'))) {
    step('installing dependencies', installCommand())
    stamp('installed', installed)
  }
  const built = buildFingerprint(installed)
  const complete = outputsExist()
  if (!isStamped('built', built) || !complete) {
    step('building', buildCommand(complete))
    step('bundling the command', {
      command: process.execPath,
      args: [inRoot('scripts', 'bundle.mjs')],
    })
    stamp('built', built)
  }
}

/** @typedef {{ command: string, args: string[], shell?: boolean }} Command */

/** The pinned pnpm, fetched by npm when it is not in npm's cache. @returns {Command} */
function installCommand() {
  const pinned = readManifest('.').packageManager ?? 'pnpm'
  const args = ['exec', '--yes', '--prefer-offline', '--', pinned, 'install', '--frozen-lockfile']
  return npm([...args, '--prefer-offline'])
}

/**
 * npm itself: the one that runs us where we know it, because Windows starts `npm.cmd` through a shell only.
 *
 * @param {string[]} args
 * @returns {Command}
 */
export function npm(args) {
  const cli = process.env['npm_execpath']
  if (cli !== undefined && /npm-cli\.c?js$/.test(cli)) {
    return { command: process.execPath, args: [cli, ...args] }
  }
  return { command: 'npm', args, shell: process.platform === 'win32' }
}

/** The compiler trusts its own record of what it wrote, so a lost output needs `--force`. @param {boolean} complete @returns {Command} */
function buildCommand(complete) {
  const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc')
  const args = [compiler, '-b', 'packages/sopskit', 'test-vectors']
  return { command: process.execPath, args: complete ? args : [...args, '--force'] }
}

function outputsExist() {
  return packageFolders().every((folder) =>
    entryFiles(readManifest(folder)).every((file) => existsSync(inRoot(folder, file))),
  )
}

/**
 * The files a package promises to its users.
 *
 * @param {import('./workspace.mjs').Manifest} manifest
 * @returns {string[]}
 */
export function entryFiles(manifest) {
  return [...new Set([...leaves(manifest.exports), ...leaves(manifest.bin)])]
}

/** @param {unknown} value @returns {string[]} */
function leaves(value) {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}

/** Runs one step in silence; its output is shown only when it fails. @param {string} title @param {Command} command */
function step(title, { command, args, shell = false }) {
  const began = Date.now()
  process.stderr.write(`sopskit: ${title} … `)
  const run = spawnSync(command, args, { cwd: root, shell, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (run.status === 0) {
    process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`)
    return
  }
  process.stderr.write(
    `failed\n${run.error?.message ?? ''}${run.stdout ?? ''}${run.stderr ?? ''}\n`,
  )
  process.exit(1)
}
