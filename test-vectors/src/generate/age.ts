import { execFileSync } from 'node:child_process'
import { testKeyFile } from '../files.ts'
import { testRecipient } from '../test-identities.ts'
import type { Lab } from './lab.ts'

/** A data key wrapped for a test recipient, armored as sops stores it (D5). */
export function wrapDataKey(lab: Lab, dataKey: Uint8Array, recipient = 0): string {
  return execFileSync(lab.age, ['-a', '-r', testRecipient(recipient)], {
    input: dataKey,
  }).toString()
}

/** The data key or share in an armored age file. */
export function unwrapDataKey(lab: Lab, armored: string, identity = 0): Buffer {
  return execFileSync(lab.age, ['-d', '-i', testKeyFile(identity)], {
    input: armored,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
}

/** The data key of an encrypted file in any format, when the first test identity opens its first armor. */
export function findDataKey(lab: Lab, file: Buffer): Buffer | null {
  const text = file.toString('utf8').replaceAll('\\n', '\n')
  const armor = /-----BEGIN AGE ENCRYPTED FILE-----.*?-----END AGE ENCRYPTED FILE-----/s.exec(text)
  if (armor === null) return null
  const lines = armor[0].split('\n').map((line) => line.trim())
  try {
    return unwrapDataKey(lab, `${lines.join('\n')}\n`)
  } catch {
    return null
  }
}
