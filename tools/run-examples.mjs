// run-examples.mjs ROOM COUNT: runs ROOM/out/0.js and so on, each in its own folder; a line on stderr for
// each that throws or ends the process, and at the end how many ran.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [, , room = '', count = '0'] = process.argv
// What the examples print is for readers; here only a failure matters.
const report = console.error
let running = -1
let finished = 0
process.on('exit', () => {
  if (finished < Number(count)) report(`${running}: it ended the process`)
  report(`ran ${finished}`)
})
console.log = () => {}
console.error = () => {}

for (let index = 0; index < Number(count); index++) await run(index)

/** @param {number} index */
async function run(index) {
  running = index
  process.chdir(join(room, 'run', String(index)))
  try {
    await import(pathToFileURL(join(room, 'out', `${index}.js`)).href)
  } catch (error) {
    report(`${index}: ${String(error).split('\n')[0]}`)
    process.exitCode = 1
  }
  finished++
}
