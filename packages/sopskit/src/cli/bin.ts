#!/usr/bin/env node
import { main } from './main.ts'
import { processIo } from './process-io.ts'

const controller = new AbortController()
let caught: NodeJS.Signals | undefined
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    caught = name
    controller.abort()
  })
}

process.exitCode = await main(process.argv.slice(2), processIo(controller.signal))
// Ends as the signal would have ended it, after the clean-up.
if (caught !== undefined) process.kill(process.pid, caught)
