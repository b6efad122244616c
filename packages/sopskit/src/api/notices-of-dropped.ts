import type { TreeBranches } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import type { Notice } from './output.ts'

// INI puts the sections of all documents one after the other (I10).
const holdsAll: readonly FileFormat[] = ['yaml', 'ini']

/** What a whole decrypted file loses by being written in a format (J11, B2). */
export function noticesOfDropped(format: FileFormat, documents: TreeBranches): readonly Notice[] {
  const [first, ...others] = documents
  if (others.length > 0 && !holdsAll.includes(format)) {
    const message = `The file has ${documents.length} documents, and ${format} holds one: the others are left out.`
    return [{ code: 'DOCUMENTS_DROPPED', path: [], message }]
  }
  const entries = first?.items.filter((item) => item.kind === 'entry') ?? []
  if (format !== 'binary' || entries.length <= 1) return []
  const message = `Binary holds the value of data alone: ${entries.length - 1} more keys are left out.`
  return [{ code: 'KEYS_DROPPED', path: [], message }]
}
