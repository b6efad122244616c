import { isSopsError } from '@sopskit/core'
import type { AgePassphraseRequest, Passphrases } from './passphrases.ts'

/** Asks; whoever cannot be asked has given no answer, unless a `SopsError` says more. */
export async function askPassphrase(
  passphrases: Passphrases | undefined,
  request: AgePassphraseRequest,
  file?: Uint8Array,
): Promise<string | undefined> {
  try {
    return await passphrases?.ask(request, file)
  } catch (error) {
    if (isSopsError(error)) throw error
    return undefined
  }
}
