import { mkdir, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProcessEvents } from '../../src/processes/process-events.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Where a test runs programs: everything temporary of sopskit goes to `temporary`. */
export interface Place {
  readonly folder: string
  readonly temporary: string
  /** What a program wrote into a file of the folder. */
  written(name: string): Promise<string>
  /** What is left in the temporary folder. */
  leftovers(): Promise<readonly string[]>
}

export async function makePlace(): Promise<Place> {
  const folder = await temporaryFolder()
  const temporary = join(folder, 'temporary')
  await mkdir(temporary)
  return {
    folder,
    temporary,
    written: (name) => readFile(join(folder, name), 'utf8'),
    leftovers: () => readdir(temporary),
  }
}

/** Events that the test makes happen. */
export interface FakeEvents extends ProcessEvents {
  send(signal: NodeJS.Signals): void
  /** How many listen to anything. */
  listening(): number
}

export function fakeEvents(): FakeEvents {
  const listeners = new Map<(name: NodeJS.Signals) => void, readonly NodeJS.Signals[]>()
  const exits = new Set<() => void>()
  return {
    onSignals(names, listener) {
      listeners.set(listener, names)
      return () => void listeners.delete(listener)
    },
    onExit(listener) {
      exits.add(listener)
      return () => void exits.delete(listener)
    },
    send(signal) {
      for (const [listener, names] of listeners) if (names.includes(signal)) listener(signal)
    },
    listening: () => listeners.size + exits.size,
  }
}
