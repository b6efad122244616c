import type { CheckRule } from '../check-rule.ts'
import { newFinding } from '../new-finding.ts'

/** A merge conflict in an encrypted file or a configuration; of such a file nothing else is said. */
export const conflictMarkers: CheckRule = {
  name: 'conflict-markers',
  checkFile: ({ name, content }) => {
    if (content.kind !== 'conflicted') return []
    const message =
      'A merge conflict was left here. Take one of the two sides as a whole: values of both do not fit one MAC.'
    return [newFinding(name, 'CONFLICT_MARKERS', { message, position: content.position })]
  },
}
