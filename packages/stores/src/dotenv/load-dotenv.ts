import type { TreeBranches, TreeItem } from '@sopskit/core'
import { branch, comment, entry, SopsError } from '@sopskit/core'
import { isUtf8Text, toTreeText } from '../lines/byte-text.ts'
import { loadText } from '../lines/load-text.ts'

/** Reads a file line by line; empty lines are skipped, nothing is trimmed (N1). */
export function loadDotenv(input: Uint8Array): TreeBranches {
  const text = loadText(input)
  const items: TreeItem[] = []
  for (let start = 0, line = 1; start < text.length; line++) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    if (end > start) items.push(readLine(text.slice(start, end), line))
    start = end + 1
  }
  return [branch(items)]
}

function readLine(text: string, line: number): TreeItem {
  if (text.startsWith('#')) return comment(toTreeText(text.slice(1)))
  const equals = text.indexOf('=')
  if (equals === -1) throw malformed('This line has no "=" between a key and its value.', line)
  const key = text.slice(0, equals)
  if (!isUtf8Text(key)) throw malformed('The key in this line is not UTF-8 text.', line)
  // N4: the two characters `\n` are a newline, and no other escape is known.
  return entry(key, toTreeText(text.slice(equals + 1).replaceAll('\\n', '\n')))
}

function malformed(message: string, line: number): SopsError {
  return new SopsError('PARSE_FAILED', `${message} Correct it and try again.`, {
    position: { line, column: 1 },
  })
}
