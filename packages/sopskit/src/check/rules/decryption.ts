import {
  type Aead,
  decodeBase64,
  decryptTree,
  isBranch,
  isSopsError,
  type KeyService,
  type SopsErrorCode,
  type TreeBranches,
} from '@sopskit/core'
import { defined } from '../../options/defined.ts'
import type { CheckRule } from '../check-rule.ts'
import type { Finding } from '../finding.ts'
import { locate } from '../locate.ts'
import { manifestsOf, valueOf } from '../manifests.ts'
import { newFinding } from '../new-finding.ts'
import type { EncryptedContent, Subject } from '../subject.ts'

/** What {@link decryption} decrypts with. */
export interface DecryptionOptions {
  readonly services: readonly KeyService[]
  readonly aead: Aead
  readonly decryptionOrder?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
}

/** Decrypts every file and verifies its MAC (FLX-086); then looks at the values of Secrets (FLX-088). */
export function decryption(options: DecryptionOptions): CheckRule {
  return {
    name: 'decryption',
    checkFile: async (subject) => {
      const { content } = subject
      if (content.kind !== 'encrypted') return []
      try {
        return secretValues(subject.name, await decrypt(content, options))
      } catch (error) {
        return findingOf(subject, error)
      }
    },
  }
}

async function decrypt(
  { whole, layout }: EncryptedContent,
  { services, aead, decryptionOrder, signal }: DecryptionOptions,
): Promise<TreeBranches> {
  const optional = defined({ decryptionOrder, signal })
  return (await decryptTree(whole, { layout, services, aead, ...optional })).branches
}

/** These say something of the file. Whatever else goes wrong, a key that is missing, says nothing of it. */
const ofTheFile: readonly SopsErrorCode[] = [
  'VALUE_TAMPERED',
  'UNKNOWN_VALUE_TYPE',
  'INVALID_PLAINTEXT',
  'MAC_UNREADABLE',
  'MAC_MISMATCH',
  'INVALID_SHARES',
  'INVALID_DATA_KEY',
]

/** Other rules tell of them. */
const told: readonly SopsErrorCode[] = ['VALUE_NOT_ENCRYPTED', 'MALFORMED_VALUE']

async function findingOf(subject: Subject, error: unknown): Promise<readonly Finding[]> {
  if (!isSopsError(error)) throw error
  const { code, message, path: keyPath } = error
  if (told.includes(code)) return []
  if (!ofTheFile.includes(code)) throw error
  const position = keyPath && (await locate({ ...subject, keyPath }))
  const details = { message: `${code}: ${message}`, keyPath, position }
  return [newFinding(subject.name, 'DECRYPTION_FAILED', details)]
}

function secretValues(name: string, documents: TreeBranches): readonly Finding[] {
  const secrets = manifestsOf(documents).filter(({ kind }) => kind === 'Secret')
  return secrets.flatMap(({ tree, path }) =>
    (['data', 'stringData'] as const).flatMap((field) => {
      const values = valueOf(tree, field)
      const items = values !== undefined && isBranch(values) ? values.items : []
      return items.flatMap((item) => {
        if (item.kind !== 'entry') return []
        const keyPath = [...path, field, item.key]
        if (typeof item.value !== 'string') {
          if (item.value === null) return []
          const message = 'Kubernetes takes only text here. Quote the value before it is encrypted.'
          return [newFinding(name, 'NOT_A_STRING', { message, keyPath })]
        }
        if (field === 'stringData' || decodeBase64(item.value) !== undefined) return []
        const message =
          'Values below data have to be base64, and this one, decrypted, is not. Move it to stringData, or encode it.'
        return [newFinding(name, 'INVALID_BASE64', { message, keyPath })]
      })
    }),
  )
}
