import { identityKind } from './identity-kind.ts'
import { encryptedStart, invalidIdentity } from './invalid-identity.ts'

/** What an identity text holds. */
export interface IdentityText {
  readonly identities: readonly string[]
  /** Lines of identities of age plugins: well formed, but of no use in this release. */
  readonly pluginLines: readonly number[]
}

/** `whole`: the line is the identity. `words`: white space parts several on one line (AGE-011). */
export type IdentityLines = 'whole' | 'words'

/**
 * Reads identities line by line (AGE-010). One bad line makes the whole text unusable (AGE-012): an
 * `INVALID_IDENTITY` error that has its number and never its content.
 */
export function readIdentityText(text: string, lines: IdentityLines): IdentityText {
  if (encryptedStart.test(text)) throw invalidIdentity(text, 'The text')
  const identities: string[] = []
  const pluginLines: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    for (const word of wordsOf(line.replace(/\r$/, ''), lines)) {
      const kind = identityKind(word)
      if (kind === undefined) throw invalidIdentity(word, `Line ${index + 1}`, index + 1)
      if (kind === 'native') identities.push(word)
      else pluginLines.push(index + 1)
    }
  }
  return { identities, pluginLines }
}

function wordsOf(line: string, lines: IdentityLines): readonly string[] {
  if (line === '' || line.startsWith('#')) return []
  // Unlike \s, this has the next-line character and has no byte order mark.
  return lines === 'words' ? line.split(/\p{White_Space}+/u).filter((word) => word !== '') : [line]
}
