import type { CheckRule } from '../check-rule.ts'
import { newFinding } from '../new-finding.ts'

/** Files that only old releases wrote so, and that this release reads nevertheless (H1, H4). */
export const legacyFile: CheckRule = {
  name: 'legacy-file',
  checkFile: ({ name, content }) => {
    if (content.kind !== 'encrypted') return []
    const { version, quirks = [] } = content.metadata
    if (quirks.length === 0 && !/^[01]\./.test(version)) return []
    const message =
      'The file is by an old release of SOPS, and sops of today refuses it or reads it in another way. Encrypt it anew with "sopskit rotate --in-place".'
    return [newFinding(name, 'LEGACY_FILE', { message })]
  },
}
