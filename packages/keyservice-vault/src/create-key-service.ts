import type { KeyService, VaultMasterKey } from '@sopskit/core'
import {
  defineKeyService,
  encodeBase64,
  isSopsError,
  requireWrapped,
  SopsError,
  withDeadline,
} from '@sopskit/core'
import { requireAllowed } from './allowlist.ts'
import { ciphertextOf, dataKeyOf } from './answers.ts'
import { refusal, unreachable } from './failures.ts'
import { keyPlace } from './key-place.ts'
import type { VaultSettings } from './settings.ts'
import { callTransit } from './transit.ts'

/** The key service over settings that are looked up for every call: tokens are renewed. */
export function createKeyService(settings: () => Promise<VaultSettings>): KeyService {
  return defineKeyService({
    type: 'hc_vault',
    name: 'vault',
    wrap: async (key, dataKey, { signal }) => {
      const body = { plaintext: encodeBase64(dataKey) }
      const work: Work = { key, verb: 'encrypt', body, signal }
      return ciphertextOf(await ask(settings, work), subjectOf(key))
    },
    unwrap: async (key, enc, { signal }) => {
      const work: Work = { key, verb: 'decrypt', body: { ciphertext: enc }, signal }
      return dataKeyOf(await ask(settings, work), subjectOf(key))
    },
  })
}

interface Work {
  readonly key: VaultMasterKey
  readonly verb: 'encrypt' | 'decrypt'
  readonly body: Readonly<Record<string, string>>
  readonly signal: AbortSignal | undefined
}

function subjectOf(key: VaultMasterKey): string {
  return `The Vault key ${keyPlace(key).shown}`
}

/** The text of an answer with status 200. */
async function ask(find: () => Promise<VaultSettings>, work: Work): Promise<string> {
  const { key, verb, body, signal } = work
  const place = keyPlace(key)
  const subject = subjectOf(key)
  const settings = await find()
  requireAllowed(settings.allowlist, key.vaultAddress, subject)
  if (verb === 'decrypt') requireWrapped(body['ciphertext'], subject)
  requirePrintable(settings)
  const code = verb === 'encrypt' ? 'WRAP_FAILED' : 'UNWRAP_FAILED'
  const { deadlineMs } = settings
  const answer = await withDeadline({ signal, deadlineMs, subject }, async (bounded) => {
    try {
      return await callTransit({ place, verb, body, settings, signal: bounded })
    } catch (error) {
      throw isSopsError(error) ? error : unreachable(error, subject)
    }
  })
  if (answer.status === 200 || answer.status === 204) return answer.body
  throw refusal(answer, { code, subject, hasToken: settings.token !== '' })
}

// They go into headers.
function requirePrintable({ token, namespace }: VaultSettings): void {
  for (const [name, text] of [
    ['token', token],
    ['namespace', namespace],
  ] as const) {
    if (/^[ -~]*$/.test(text)) continue
    const message = `The Vault ${name} holds characters that cannot be sent, such as a line break. Set it again.`
    throw new SopsError('PERMISSION_DENIED', message)
  }
}
