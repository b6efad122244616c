import type { Comment, TreeBranches, TreeEntry, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isScalar, SopsError } from '@sopskit/core'
import { fromTreeText, textToBytes } from '../lines/byte-text.ts'
import { scalarText } from '../lines/scalar-text.ts'
import { TextBuilder } from '../text/text-builder.ts'

/** Writes the first document, one line for each key and comment (N6). */
export function emitDotenv([document]: TreeBranches): Uint8Array {
  if (document === undefined) {
    throw new SopsError('EMIT_FAILED', 'There is no document to write as dotenv.')
  }
  const text = new TextBuilder()
  for (const item of document.items) text.push(isComment(item) ? commentLine(item) : keyLine(item))
  return textToBytes(text.toString())
}

/** Writes one value for `--extract`: dotenv has a spelling for text alone (X4). */
export function emitDotenvValue(value: TreeValue): Uint8Array {
  if (value instanceof Uint8Array) return value.slice()
  if (typeof value === 'string') return textToBytes(fromTreeText(value, []))
  throw new SopsError(
    'EMIT_FAILED',
    'Only text can be given out as dotenv, and this value is something else. Choose another output format.',
  )
}

// sops writes what does not fit into its line as lines of their own, which read back as other keys.
function commentLine({ text }: Comment): string {
  const line = fromTreeText(text, [])
  if (!line.includes('\n')) return `#${line}\n`
  throw new SopsError('EMIT_FAILED', 'A comment of several lines cannot be written as dotenv.')
}

function keyLine({ key, value }: TreeEntry): string {
  const path = [key]
  if (!isScalar(value)) {
    const kind = isBranch(value) ? 'map' : 'list'
    throw failure(path, `A dotenv file cannot hold a ${kind}. Choose another output format.`)
  }
  if (/[=\n]|^#/.test(key)) {
    throw failure(
      path,
      'A key in a dotenv file cannot hold "=" or a line break, nor start with "#". Rename it.',
    )
  }
  return `${fromTreeText(key, path)}=${scalarText(value, path).replaceAll('\n', '\\n')}\n`
}

function failure(path: readonly string[], message: string): SopsError {
  return new SopsError('EMIT_FAILED', message, { path })
}
