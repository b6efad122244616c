// npm start: without arguments the guided demo, with arguments the sopskit command.
import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { bootstrap } from './bootstrap.mjs'
import { commandFile, inRoot } from './workspace.mjs'

bootstrap()

const args = process.argv.slice(2)
const program = args.length === 0 ? inRoot('scripts', 'demo.mjs') : commandFile()
const run = spawnSync(process.execPath, [program, ...args], {
  // npm changes to the repository's folder; the user's file names count from where npm was called.
  cwd: process.env['INIT_CWD'] ?? process.cwd(),
  stdio: 'inherit',
})
process.exitCode = run.status ?? 1
