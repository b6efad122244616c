import { identityKind } from './identity-kind.ts'
import { encryptedStart, invalidIdentity } from './invalid-identity.ts'

/** `whole`: the line is the identity. `words`: white space parts several on one line (AGE-011). */
export type IdentityLines = 'whole' | 'words'

/**
 * Reads identities line by line (AGE-010). One bad line makes the whole text unusable (AGE-012): an
 * `INVALID_IDENTITY` error that has its number and never its content.
 */
export function readIdentityText(text: string, lines: IdentityLines): readonly string[] {
  if (encryptedStart.test(text)) throw invalidIdentity(text, 'The text')
  return text
    .split('\n')
    .flatMap((line, index) => readLine(wordsOf(line.replace(/\r$/, ''), lines), index + 1))
}

function readLine(words: readonly string[], line: number): readonly string[] {
  for (const word of words) {
    if (identityKind(word) === undefined) throw invalidIdentity(word, `Line ${line}`, line)
  }
  return words
}

function wordsOf(line: string, lines: IdentityLines): readonly string[] {
  if (line === '' || line.startsWith('#')) return []
  // Unlike \s, this has the next-line character and has no byte order mark.
  return lines === 'words' ? line.split(/\p{White_Space}+/u).filter((word) => word !== '') : [line]
}
