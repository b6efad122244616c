// gates.mjs [NAME…]: runs the gates of tools/gates, all of them or the named ones.
import { readdirSync } from 'node:fs'
import { root } from '../scripts/workspace.mjs'

/** @typedef {{ check: (base: string) => string[] | Promise<string[]> }} Gate */

const folder = new URL('gates/', import.meta.url)
const all = readdirSync(folder).map((file) => file.replace(/\.mjs$/, ''))
const wanted = process.argv.slice(2)
if (all.length === 0) throw new Error('there are no gates in tools/gates')

for (const name of wanted.length > 0 ? wanted : all) await run(name)

/** @param {string} name */
async function run(name) {
  const gate = /** @type {Gate} */ (await import(new URL(`${name}.mjs`, folder).href))
  const violations = await gate.check(root)
  console.log(`${violations.length === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  for (const violation of violations) console.log(`       ${violation}`)
  if (violations.length > 0) process.exitCode = 1
}
