import { readFileSync } from 'node:fs'
import { testKeyFile } from './files.ts'

/** How many test identities there are. */
export const testIdentityCount = 3

/** The secret key text of test identity `n`; for tests only. */
export function testIdentity(n: number): string {
  return find(n, /^AGE-SECRET-KEY-\S+$/m)
}

/** The recipient of test identity `n`. */
export function testRecipient(n: number): string {
  return find(n, /age1\S+/)
}

function find(n: number, pattern: RegExp): string {
  const found = pattern.exec(readFileSync(testKeyFile(n), 'utf8'))
  if (found === null) throw new Error(`test key file ${n} is damaged`)
  return found[0]
}
