import { inspect } from 'node:util'
import { isSopsError } from '@sopskit/core'
import { decrypt } from 'sopskit'
import { secrets, type TamperingFixture } from './fixture.ts'

/** How an attempt to decrypt a changed file ended. */
export interface Attempt {
  /** The plaintext, or the code that says why there is none. */
  readonly result: string
  readonly accepted: boolean
  /** Secrets that the error shows anywhere, with its causes and stack. */
  readonly leaked: readonly string[]
}

/** Decrypts a changed file; anything thrown but a typed error fails the test. */
export async function attempt(fixture: TamperingFixture, changed: Uint8Array): Promise<Attempt> {
  const { format, services } = fixture
  try {
    const { bytes } = await decrypt(changed, { format, services })
    return { result: Buffer.from(bytes).toString('latin1'), accepted: true, leaked: [] }
  } catch (error) {
    if (!isSopsError(error)) throw error
    const shown = `${inspect(error, { depth: 12, showHidden: true })}${JSON.stringify(error)}`
    const leaked = secrets.filter((secret) => shown.includes(secret))
    return { result: error.code, accepted: false, leaked }
  }
}
