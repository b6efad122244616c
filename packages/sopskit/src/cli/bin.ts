#!/usr/bin/env node
import { main } from './main.ts'
import { processIo } from './process-io.ts'

/** Milliseconds that cleaning up may take after a signal. */
const grace = 500

const controller = new AbortController()
let caught: NodeJS.Signals | undefined

function stop(name: NodeJS.Signals): void {
  caught = name
  controller.abort()
  // Some waiting for files cannot be stopped from here; then the signal ends the process after all.
  setTimeout(() => process.kill(process.pid, name), grace).unref()
}

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
for (const name of names) process.once(name, stop)

function release(): void {
  for (const name of names) process.off(name, stop)
}

// What libraries have to say about this Node is nothing for who runs a command.
process.removeAllListeners('warning')
process.exitCode = await main(process.argv.slice(2), processIo(controller.signal, release))
// Ends as the signal would have ended it, after the clean-up.
if (caught !== undefined) process.kill(process.pid, caught)
// A connection that never came about would keep the process waiting; all output is taken by now.
else process.stderr.write('', () => process.exit())
