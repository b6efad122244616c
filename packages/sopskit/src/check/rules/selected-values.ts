import { isComment, type PlannedLeaf } from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import type { FindingCode } from '../finding.ts'
import { locate } from '../locate.ts'
import { newFinding } from '../new-finding.ts'
import { isWellSealed, looksSealed } from '../sealed-text.ts'

/** Whether exactly what the rule of a file selects is encrypted in it (FLX-080, CFG-052). */
export const selectedValues: CheckRule = {
  name: 'selected-values',
  checkFile: async ({ name, path, bytes, content }) => {
    if (content.kind !== 'encrypted' || !content.rule.valid) return []
    const found = content.leaves.flatMap((leaves, document) => judgeAll(leaves, document))
    const more = found.length - most
    return Promise.all(
      found.slice(0, most).map(async ({ code, keyPath, document }, index) => {
        const position = await locate({ path, bytes, document, keyPath })
        const others = more > 0 && index === most - 1 ? ` There are ${more} more in this file.` : ''
        return newFinding(name, code, { message: `${messages[code]}${others}`, keyPath, position })
      }),
    )
  },
}

/** Nobody reads more of one file. */
const most = 100

type ValueCode = Extract<
  FindingCode,
  'PLAIN_VALUE' | 'PLAIN_COMMENT' | 'EMPTY_VALUE' | 'MALFORMED_VALUE' | 'UNEXPECTED_CIPHERTEXT'
>

interface FoundValue {
  readonly code: ValueCode
  readonly keyPath: readonly string[]
  readonly document: number
}

const messages: Readonly<Record<ValueCode, string>> = {
  PLAIN_VALUE:
    'The rule of this file encrypts this value, and it is in clear text: somebody changed the file by hand. Restore it, and change values with "sopskit edit" or "sopskit set".',
  PLAIN_COMMENT:
    'The rule of this file encrypts this comment, and it is in clear text, as files by old releases and changes by hand have them.',
  EMPTY_VALUE:
    'An empty value stands here. By design of the format the MAC does not cover it: anybody could have added it.',
  MALFORMED_VALUE:
    'An encrypted value is damaged, or of a type that SOPS does not know. Restore the file from an intact copy.',
  UNEXPECTED_CIPHERTEXT:
    'A value is encrypted here that the rule of this file leaves in clear text: sops would give out the ciphertext. The rule or the key was changed by hand; restore the file.',
}

/** The items of a list share their path: each kind of finding is told once for it. */
function judgeAll(leaves: readonly PlannedLeaf[], document: number): readonly FoundValue[] {
  const found = new Map<string, FoundValue>()
  for (const leaf of leaves) {
    const code = judge(leaf)
    if (code === undefined) continue
    const keyPath = leaf.path
    found.set(JSON.stringify([code, ...keyPath]), { code, keyPath, document })
  }
  return [...found.values()]
}

function judge({ value, encrypted }: PlannedLeaf): ValueCode | undefined {
  const text = isComment(value) ? value.text : value
  const sealed = typeof text === 'string' && looksSealed(text)
  if (!encrypted) return sealed && isWellSealed(text) ? 'UNEXPECTED_CIPHERTEXT' : undefined
  if (sealed) return isWellSealed(text) ? undefined : 'MALFORMED_VALUE'
  if (isComment(value)) return value.text.length === 0 ? undefined : 'PLAIN_COMMENT'
  return value === '' || value === null ? 'EMPTY_VALUE' : 'PLAIN_VALUE'
}
