import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { labProgram } from '../scripts/lab.mjs'

/** @typedef {ReturnType<typeof openWorkplace>} Workplace */

/** A temporary folder with a fresh age key, in which both sides run with the same environment. */
export function openWorkplace() {
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.on('SIGINT', () => process.exit(130))

  const keyFile = join(folder, 'key.txt')
  // Extra certificates make every start of Node slower and have no part in this.
  const { NODE_EXTRA_CA_CERTS: _certificates, ...inherited } = process.env
  const env = { ...inherited, SOPS_AGE_KEY_FILE: keyFile }

  /** Runs a program to its end and gives its output. @param {string} program @param {readonly string[]} args */
  function run(program, args) {
    const done = spawnSync(program, args, { cwd: folder, env, maxBuffer: 1 << 28 })
    if (done.status === 0) return done.stdout
    const reason = done.error?.message ?? done.stderr.toString()
    throw new Error(`${basename(program)} ${args[0]} failed: ${reason}`)
  }

  /** Milliseconds of a whole process. @param {string} program @param {readonly string[]} args */
  function timed(program, args) {
    const began = performance.now()
    run(program, args)
    return performance.now() - began
  }

  run(labProgram('age-keygen'), ['-o', keyFile])
  const recipient = run(labProgram('age-keygen'), ['-y', keyFile]).toString().trim()
  const otherFile = join(folder, 'other.txt')
  run(labProgram('age-keygen'), ['-o', otherFile])
  const second = run(labProgram('age-keygen'), ['-y', otherFile]).toString().trim()
  return { folder, recipient, second, run, timed }
}
