import type { TreeBranch, TreeBranches } from '@sopskit/core'
import { collectLeaves } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import type { Notice, NoticeCode } from './output.ts'

// INI puts the sections of all documents one after the other (I10).
const holdsDocuments: readonly FileFormat[] = ['yaml', 'ini']

/** What a whole decrypted file loses by being written in a format (J9, J11, B2). */
export function noticesOfDropped(format: FileFormat, documents: TreeBranches): readonly Notice[] {
  const [first, ...others] = documents
  if (others.length > 0 && !holdsDocuments.includes(format)) {
    return [
      notice(
        'DOCUMENTS_DROPPED',
        `The file has ${documents.length} documents, and ${format} holds one: the others are left out.`,
      ),
    ]
  }
  if (first === undefined) return []
  if (format === 'binary') return noticesOfKeys(first)
  return format === 'json' ? noticesOfJson(first) : []
}

function noticesOfKeys({ items }: TreeBranch): readonly Notice[] {
  const others = items.filter((item) => item.kind === 'entry').length - 1
  if (others < 1) return []
  const message = `Binary holds the value of data alone: ${others} more keys are left out.`
  return [notice('KEYS_DROPPED', message)]
}

function noticesOfJson(document: TreeBranch): readonly Notice[] {
  const leaves = collectLeaves([document])
  if (!leaves.some(({ value }) => value instanceof Uint8Array)) return []
  return [notice('BYTES_REPLACED', 'JSON holds text alone: bytes that are not UTF-8 are replaced.')]
}

function notice(code: NoticeCode, message: string): Notice {
  return { code, path: [], message }
}
