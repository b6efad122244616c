// npm test [-- VITEST ARGUMENTS]: all tests that need nothing but this checkout.
// npm run test:live: the same encrypting and decrypting against the real programs.
import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bootstrap } from './bootstrap.mjs'
import { installLab, labHome } from './lab.mjs'
import { formatTotal, readTotals, sumTotals } from './totals.mjs'
import { inRoot, root } from './workspace.mjs'

const [first, ...rest] = process.argv.slice(2)
const live = first === '--live'
const args = live ? rest : process.argv.slice(2)

bootstrap()
if (live) installLab()
else
  console.log(
    'The live tests against real sops are not part of this run; npm run test:live runs them.',
  )
process.exitCode = runVitest()

/** Runs one suite and closes with its plain total. */
function runVitest() {
  const scratch = mkdtempSync(join(tmpdir(), 'sopskit-test-'))
  const totals = process.env['SOPSKIT_TOTALS'] ?? join(scratch, 'totals')
  const before = readTotals(totals).length
  const config = live ? 'vitest.live.config.ts' : 'vitest.config.ts'
  try {
    const run = spawnSync(process.execPath, [vitest(), 'run', '--config', config, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, SOPSKIT_TOTALS: totals, ...(live ? liveEnvironment() : {}) },
    })
    console.log(formatTotal(sumTotals(readTotals(totals).slice(before))))
    return run.status ?? 1
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function vitest() {
  return inRoot('node_modules', 'vitest', 'vitest.mjs')
}

function liveEnvironment() {
  return { SOPSKIT_LIVE: '1', SOPSKIT_LAB: labHome() }
}
