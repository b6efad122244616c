// node --import=report-scripts.mjs PROGRAM: at the end of PROGRAM, names on file descriptor 3 every script it
// has loaded, those of Node among them.
import { writeSync } from 'node:fs'
import { Session } from 'node:inspector'

/** @type {string[]} */
const urls = []
const session = new Session()
session.connect()
session.on('Debugger.scriptParsed', ({ params }) => urls.push(params.url))
session.post('Debugger.enable')
process.on('exit', () => writeSync(3, urls.join('\n')))
