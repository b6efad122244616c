import { spawn } from 'node:child_process'

/** @type {readonly NodeJS.Signals[]} */
const names = ['SIGTERM', 'SIGINT', 'SIGHUP']

// npm sends signals to a shell between it and this process, which ends without passing them on.
const underNpm = process.env['npm_lifecycle_event'] !== undefined
const parent = process.ppid

/**
 * Runs a program in the place of this process: it gets the signals that are sent to this one, each once, and
 * this one ends as it ends.
 *
 * @param {string} command
 * @param {{ readonly args: readonly string[], readonly cwd: string }} options
 * @returns {Promise<void>}
 */
export async function runInstead(command, { args, cwd }) {
  const child = spawn(command, args, { cwd, stdio: 'inherit' })
  /** @type {Set<NodeJS.Signals>} */
  const passed = new Set()
  /** @param {NodeJS.Signals} name */
  const passOn = (name) => {
    if (passed.has(name) || comesFromTerminal(name)) return
    passed.add(name)
    child.kill(name)
  }
  for (const name of names) process.on(name, passOn)
  const watch = underNpm
    ? setInterval(() => process.ppid !== parent && passOn('SIGTERM'), 200)
    : undefined
  /** @type {[number | null, NodeJS.Signals | null]} */
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (...end) => resolve(end))
  })
  clearInterval(watch)
  for (const name of names) process.off(name, passOn)
  process.exitCode = code ?? 1
  if (signal !== null) process.kill(process.pid, signal)
}

/**
 * A terminal sends these to the child as well, and a second one would interrupt what it does about the first.
 *
 * @param {NodeJS.Signals} name
 */
function comesFromTerminal(name) {
  return name !== 'SIGTERM' && [process.stdin, process.stdout, process.stderr].some((s) => s.isTTY)
}
