import {
  abortedError,
  isSopsError,
  refuseAborted,
  requireDataKey,
  SopsError,
  unlessAborted,
} from '@sopskit/core'
import type { KeyID, PrivateKey } from 'openpgp'
import type { Bench } from './bench.ts'
import { keyName, somePgpKey } from './key-name.ts'
import { candidatesFor } from './keys/candidates.ts'
import type { LockedKey, Unlock } from './keys/unlock.ts'
import { curvePackageMissing, lacksCurvePackage } from './openpgp-library.ts'

/** What an `enc` text is unwrapped with. */
export interface UnwrapTask {
  /** What the file says; it serves messages only, for the message knows its keys (PGP-004). */
  readonly fingerprint: string
  readonly date: Date
  readonly signal: AbortSignal | undefined
}

/** @throws {@link SopsError} `UNWRAP_FAILED`, `PERMISSION_DENIED`, `PACKAGE_MISSING`, `ABORTED`. */
export type Unwrap = (enc: string, task: UnwrapTask) => Promise<Uint8Array>

// A message for a hundred keys of 4096 bits has a quarter of that.
const maxLength = 1 << 18
const maxKeys = 100

/** Unwraps with the private keys, of which those without a passphrase are tried first. */
export function createUnwrapper(
  privateKeys: readonly PrivateKey[],
  unlock: Unlock,
  bench: Bench,
): Unwrap {
  return async (enc, task) => {
    const keyIds = await addressees(enc, task, bench)
    const { usable, elsewhere } = candidatesFor(keyIds, privateKeys)
    let failure = noKeyFits({ keyIds, elsewhere, count: privateKeys.length }, task)
    for (const [index, candidate] of usable.entries()) {
      try {
        if (candidate.isLocked()) await unlessAborted(unlock(candidate), task.signal, gone)
        return await open(enc, candidate, { task, bench })
      } catch (error) {
        refuseAborted(task.signal, somePgpKey)
        if (!isSopsError(error)) throw error
        if (index === 0) failure = error
      }
    }
    throw failure
  }
}

const gone = (): SopsError => abortedError(somePgpKey)

/** The ids of the keys that a message is for. */
async function addressees(
  enc: string,
  task: UnwrapTask,
  { library, config }: Bench,
): Promise<readonly KeyID[]> {
  if (enc.length > maxLength) throw damaged(task)
  let keyIds: readonly KeyID[]
  try {
    const message = await library.readMessage({ armoredMessage: enc, config })
    keyIds = message.getEncryptionKeyIDs()
  } catch {
    throw damaged(task)
  }
  // Each may have to be tried, which takes time.
  if (keyIds.length > maxKeys) throw damaged(task)
  return keyIds
}

async function open(
  enc: string,
  { key }: LockedKey,
  { task, bench: { library, config } }: { readonly task: UnwrapTask; readonly bench: Bench },
): Promise<Uint8Array> {
  let data: unknown
  try {
    // Read anew, for opening a message uses it up.
    const message = await library.readMessage({ armoredMessage: enc, config })
    const common = { decryptionKeys: key, date: task.date, config }
    // `binary` leaves every byte of a message in text mode as it is, where gpg drops some (old files, 2.0).
    ;({ data } = await library.decrypt({ ...common, message, format: 'binary' }))
  } catch (error) {
    throw lacksCurvePackage(error) ? curvePackageMissing() : damaged(task)
  }
  if (!(data instanceof Uint8Array)) throw damaged(task)
  const advice = 'Restore the file from an intact copy.'
  return requireDataKey(data, `The message for ${keyName(task.fingerprint)}`, advice)
}

interface Search {
  readonly keyIds: readonly KeyID[]
  readonly elsewhere: boolean
  readonly count: number
}

function noKeyFits({ keyIds, elsewhere, count }: Search, { fingerprint }: UnwrapTask): SopsError {
  const name = keyName(fingerprint)
  if (elsewhere) {
    const text = `The private key given for ${name} is only a stub: its secret part is on a card or in another export. Provide the secret part, or use gpg.`
    return new SopsError('UNWRAP_FAILED', text)
  }
  const ids = keyIds.slice(0, 4).map((id) => id.toHex().toUpperCase())
  const whose = ids.length === 0 ? 'no key at all' : `the key id ${ids.join(', ')}`
  const text = `No private key fits (${count} given) the message for ${name}, which is for ${whose}. Provide that private key.`
  return new SopsError('UNWRAP_FAILED', text)
}

// One message for whatever is wrong, so that nobody learns from it how far a forged message came.
function damaged({ fingerprint }: UnwrapTask): SopsError {
  const text = `The message for ${keyName(fingerprint)} that holds the data key is damaged, not authenticated, too large, or none. Restore it from an intact copy.`
  return new SopsError('UNWRAP_FAILED', text)
}
