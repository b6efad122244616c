// npm start: without arguments the guided demo, with arguments the sopskit command.
import './node-version.mjs'
import { bootstrap } from './bootstrap.mjs'
import { runInstead } from './run-instead.mjs'
import { commandFile, inRoot } from './workspace.mjs'

bootstrap()

const args = process.argv.slice(2)
const program = args.length === 0 ? inRoot('scripts', 'demo.mjs') : commandFile()
// npm changes to the repository's folder; the user's file names count from where npm was called.
const cwd = process.env['INIT_CWD'] ?? process.cwd()
await runInstead(process.execPath, { args: [program, ...args], cwd })
