import { isComment, type PlannedLeaf } from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import type { Finding } from '../finding.ts'
import { locate } from '../locate.ts'
import { newFinding } from '../new-finding.ts'
import { isWellSealed } from '../sealed-text.ts'
import type { EncryptedContent, Subject } from '../subject.ts'

/** What the metadata of an encrypted file says, by itself: MAC, pattern, whether anything is encrypted at all. */
export const ownMetadata: CheckRule = {
  name: 'own-metadata',
  checkFile: async (subject) => {
    const { content, name } = subject
    if (content.kind !== 'encrypted') return []
    const found: Finding[] = []
    if (!isWellSealed(content.metadata.mac)) found.push(await macMissing(subject))
    const code = worthlessRule(content)
    if (code === undefined) return found
    const position = await locate({ ...subject, keyPath: ['sops'] })
    return [...found, newFinding(name, code, { message: messages[code], position })]
  },
}

const messages = {
  INVALID_REGEX:
    'The pattern that this file records is not valid RE2: sops takes it as matching nothing, so that everything may be in clear text. Correct the rule and encrypt the file again.',
  RULE_SELECTS_NOTHING:
    'The rule that this file records selects no value of it: the whole file is in clear text. Correct the rule and encrypt the file again.',
} as const

function worthlessRule(content: EncryptedContent): keyof typeof messages | undefined {
  if (!content.rule.valid) return 'INVALID_REGEX'
  return selectsNothing(content) ? 'RULE_SELECTS_NOTHING' : undefined
}

async function macMissing(subject: Subject): Promise<Finding> {
  const keyPath = ['sops', 'mac']
  const position = await locate({ ...subject, keyPath })
  const message =
    'The file has no MAC, or a damaged one: nothing vouches for it as a whole. Restore it from an intact copy.'
  return newFinding(subject.name, 'MAC_MISSING', { message, position, keyPath })
}

function selectsNothing({ leaves }: EncryptedContent): boolean {
  const values = leaves.flat().filter(isValue)
  return values.length > 0 && values.every(({ encrypted }) => !encrypted)
}

function isValue({ value }: PlannedLeaf): boolean {
  return value !== null && value !== '' && !isComment(value)
}
