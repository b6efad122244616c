import type { CheckRule } from '../check-rule.ts'
import { newFinding } from '../new-finding.ts'
import { lineOf } from '../line-of.ts'

// What follows is the key itself, behind headers that it may have; in JSON line ends are spelled.
const body = String.raw`(?:\s|\\r|\\n)*(?:[A-Za-z-]+: [^\n]*\n\s*)*[0-9A-Za-z+/]{20}`

const kinds: readonly (readonly [what: string, mark: string, form: RegExp])[] = [
  ['An age identity', 'AGE-SECRET-KEY-', /AGE-SECRET-KEY-(?:1|PQ-1)[0-9A-Z]{50,}/i],
  [
    'An OpenPGP secret key',
    'PGP PRIVATE KEY BLOCK-----',
    new RegExp(`-----BEGIN PGP PRIVATE KEY BLOCK-----${body}`),
  ],
  [
    'A private key',
    'PRIVATE KEY-----',
    new RegExp(`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----${body}`),
  ],
]

/** Private keys in clear text, in any file. Prose that only names the beginning of one is none. */
export const privateKeys: CheckRule = {
  name: 'private-keys',
  checkFile: ({ name, bytes, content }) => {
    // It has findings of its own.
    if (content.kind === 'public-key') return []
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return kinds.flatMap(([what, mark, form]) => {
      if (!text.includes(mark) && !text.includes(mark.toLowerCase())) return []
      const found = form.exec(text.toString('latin1'))
      if (found === null) return []
      const message = `${what} stands here in clear text. Take it out, and replace it: it stays in the history of the repository.`
      return [newFinding(name, 'PRIVATE_KEY', { message, position: lineOf(bytes, found.index) })]
    })
  },
}
