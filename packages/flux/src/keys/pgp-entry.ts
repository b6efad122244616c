import { decodeBase64, isSopsError, SopsError } from '@sopskit/core'
import type { KeyService } from '@sopskit/core'
import { textOfEntry } from './entry-text.ts'
import type { ReadEntry } from './key-environment.ts'
import { invalidEntry } from './secret-entries.ts'

/**
 * Armored secret keys. They are used in this process and not imported into a GnuPG home: nothing of them
 * reaches a disk, and no agent is left that holds them (the controller does it by gpg, FLX-013).
 */
export const readPgpEntry: ReadEntry = async (entry) => {
  const { pgpKeyService } = await import('@sopskit/keyservice-pgp')
  const text = textOfEntry(entry)
  requireSecretKeys(entry.key, text)
  const service = pgpKeyService({ privateKeys: [text] })
  return { type: 'pgp', service: named(service, entry.key) }
}

/** The kinds of OpenPGP packet that an armored text can begin with. */
export type ArmoredKeys = 'public' | 'secret'

/** What an armored text holds, by its first packet; `undefined` for what is no armor of keys. */
export function armoredKeys(text: string): ArmoredKeys | undefined {
  const blocks = [...text.matchAll(armor)]
  const kinds = blocks.map(([, body = '']) => packetKind(body))
  if (kinds.length === 0 || kinds.includes(undefined)) return undefined
  return kinds.includes('secret') ? 'secret' : 'public'
}

const armor =
  /-----BEGIN PGP [A-Z ]*KEY BLOCK-----\r?\n((?:.|\r?\n)*?)-----END PGP [A-Z ]*KEY BLOCK-----/g

function packetKind(block: string): ArmoredKeys | undefined {
  // Headers such as "Version:" end with an empty line; the checksum begins with "=".
  const lines = block.split(/\r?\n/)
  const start = lines.findIndex((line) => line.trim() === '')
  const body = lines.slice(start + 1).filter((line) => !line.startsWith('='))
  const bytes = decodeBase64(body.join('').trim())
  const first = bytes?.[0] ?? 0
  // New packets have their kind in six bits, old ones in four.
  const tag = (first & 0x40) === 0 ? (first >> 2) & 0x0f : first & 0x3f
  if ((first & 0x80) === 0) return undefined
  return tag === 5 ? 'secret' : tag === 6 ? 'public' : undefined
}

function requireSecretKeys(key: string, text: string): void {
  const kind = armoredKeys(text)
  if (kind === 'secret') return
  throw invalidEntry(
    key,
    kind === 'public'
      ? 'holds a public key only. It takes what "gpg --export-secret-keys --armor" prints'
      : 'is no armored PGP key',
  )
}

/** What is deeper in the entry shows when it is used; then its errors name it. */
function named(service: KeyService, key: string): KeyService {
  return {
    ...service,
    name: `pgp (${key})`,
    unwrap: async (...call) => {
      try {
        return await service.unwrap(...call)
      } catch (error) {
        if (!isSopsError(error, 'INVALID_IDENTITY')) throw error
        throw new SopsError(error.code, `The entry ${JSON.stringify(key)}: ${error.message}`)
      }
    },
  }
}
