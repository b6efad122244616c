import { decodeBase64, isBranch } from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import type { FileFormat } from '../../formats/file-format.ts'
import type { Finding } from '../finding.ts'
import { type Manifest, manifestsOf, valueOf } from '../manifests.ts'
import { hasMarker } from '../markers.ts'
import { newFinding } from '../new-finding.ts'
import { fluxFormat } from './reference-format.ts'

/** Whole files of sops in the `data` of a Secret, which its keys have Flux decrypt as something else (FLX-044, FLX-045). */
export const insideKeyRule: CheckRule = {
  name: 'flux-inside-keys',
  checkTree: ({ plainSecrets }) =>
    plainSecrets.flatMap(({ name, content }) => {
      const documents = content.kind === 'plain' ? (content.documents ?? []) : []
      const secrets = manifestsOf(documents).filter(({ kind }) => kind === 'Secret')
      return secrets.flatMap((secret) => judgeSecret(name, secret))
    }),
}

function judgeSecret(name: string, { tree, path }: Manifest): readonly Finding[] {
  const data = valueOf(tree, 'data')
  const items = data !== undefined && isBranch(data) ? data.items : []
  return items.flatMap((item): readonly Finding[] => {
    if (item.kind !== 'entry' || typeof item.value !== 'string') return []
    const format = insideFormat(item.value)
    if (format === undefined || fluxFormat(item.key) !== 'binary') return []
    const message = `A file that is encrypted as ${format} stands here, and its key asks for binary: Flux fails, or keeps only an entry called "data" (FLX-045). Let the key end for ${format}.`
    return [
      newFinding(name, 'FLUX_GENERATOR_KEY', { message, keyPath: [...path, 'data', item.key] }),
    ]
  })
}

// JSON and binary cannot be told apart here.
const formats: readonly FileFormat[] = ['yaml', 'dotenv', 'ini']

function insideFormat(text: string): FileFormat | undefined {
  const bytes = decodeBase64(text)
  return bytes && formats.find((format) => hasMarker(bytes, format))
}
