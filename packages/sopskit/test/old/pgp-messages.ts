import type { TreeNode } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import { type OldFile, readOldFile } from '@sopskit/test-vectors'
import { loadStore } from '../../src/formats/load-store.ts'

/** The OpenPGP messages of an old file, wherever they stand in it. */
export async function pgpMessages({ file, format }: OldFile): Promise<readonly string[]> {
  const store = await loadStore(format, { form: 'encrypted' })
  return store.load(readOldFile(file)).flatMap(textsIn).filter(isMessage).map(withLines)
}

function textsIn(node: TreeNode): readonly string[] {
  if (typeof node === 'string') return [node]
  if (node === null || typeof node !== 'object' || isComment(node)) return []
  if (isSequence(node)) return node.items.flatMap(textsIn)
  if (!isBranch(node)) return []
  return node.items.flatMap((item) => (item.kind === 'entry' ? textsIn(item.value) : []))
}

function isMessage(text: string): boolean {
  return text.startsWith('-----BEGIN PGP MESSAGE-----')
}

// Flat formats spell newlines `\n` (N4, I12).
function withLines(text: string): string {
  return text.replaceAll(String.raw`\n`, '\n')
}
