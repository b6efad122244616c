import type { CheckRule } from '../check-rule.ts'
import { newFinding } from '../new-finding.ts'

/** Encrypted files that cannot be read, or whose metadata cannot. */
export const brokenFile: CheckRule = {
  name: 'broken-file',
  checkFile: ({ name, content }) => {
    if (content.kind !== 'broken') return []
    const { code, message, position } = content
    return [newFinding(name, code, { message, position })]
  },
}
