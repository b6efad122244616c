import { parseAgeIdentities } from '@sopskit/keyservice-age'
import { describe, expect, it } from 'vitest'
import { pluginIdentity, refusalOf, testKey, vector } from './support.ts'

const a = testKey('x25519').identity
const b = testKey('post-quantum').identity

describe('one identity a line (AGE-010)', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a file by age-keygen', testKey('post-quantum').text, [b]],
    ['several', `${a}\n${b}\n${a}`, [a, b, a]],
    ['CRLF', `# c\r\n${a}\r\n\r\n${b}\r\n`, [a, b]],
    ['empty lines', `\n\n${a}\n\n`, [a]],
    ['a comment of any content', `# AGE-SECRET-KEY-1 \ufffd\u0000\n#${a}\n${b}`, [b]],
    ['a plugin identity', `${a}\n${pluginIdentity}`, [a, pluginIdentity]],
    ['comments only', '# nothing\n', []],
    ['nothing', '', []],
  ])('takes %s', (_, text, identities) => {
    expect(parseAgeIdentities(text)).toEqual(identities)
  })

  it.each<readonly [string, string, number]>([
    ['a leading space', `# c\n ${a}`, 2],
    ['a trailing space', `${a} `, 1],
    ['a comment behind it', `${a} # c`, 1],
    ['two on a line', `${b}\n${a} ${a}`, 2],
    ['a comma', `${a},${a}`, 1],
    ['an indented comment', `${a}\n # c`, 2],
    ['a line of blanks', `${a}\n \n${b}`, 2],
    ['a second carriage return', `${a}\r\r\n`, 1],
    ['a byte order mark', `\ufeff${a}`, 1],
    ['lower case', a.toLowerCase(), 1],
    ['a missing letter', `${b}\n\n${a.slice(0, -1)}`, 3],
    ['a recipient', testKey('x25519').key.recipient, 1],
    ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n', 1],
    ['a plugin whose name is a path', 'AGE-PLUGIN-../EVIL-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQ87CTG6', 1],
    ['a malformed plugin identity', pluginIdentity.slice(0, -1), 1],
  ])('refuses the whole text for %s (AGE-012)', async (_, text, line) => {
    const refusal = await refusalOf(() => parseAgeIdentities(text))
    expect(refusal.code).toBe('INVALID_IDENTITY')
    expect(refusal.position).toEqual({ line, column: 1 })
    expect(refusal.message).not.toMatch(/KEY-1|AAAA/)
  })

  it.each([vector('age-1.3.2-x25519'), 'age-encryption.org/v1\n'])(
    'refuses encrypted material: %j (AGE-016)',
    async (text) => {
      const refusal = await refusalOf(() => parseAgeIdentities(text))
      expect(refusal.code).toBe('INVALID_IDENTITY')
      expect(refusal.message).toMatch(/passphrase/)
    },
  )
})

describe('several identities a line (AGE-011)', () => {
  const parse = (text: string): readonly string[] =>
    parseAgeIdentities(text, { severalPerLine: true })

  it.each([' ', '\t ', '\v', '\f', '\r', '\u0085', '\u00a0', '\u2003', '\u2028', '\n', '\r\n'])(
    'takes them parted by %j',
    (space) => {
      expect(parse(`${space}${a}${space}${b}${space}`)).toEqual([a, b])
    },
  )

  it('skips comment lines', () => {
    expect(parse(`# ${a} ${a}\n${b}\n \n`)).toEqual([b])
  })

  it.each([
    ['a comma', `${a},${b}`],
    ['a zero-width space', `${a}\u200b${b}`],
    ['a byte order mark', `\ufeff${a}`],
    ['an indented comment', `  # c\n${a}`],
    ['a comment behind it', `${a} # c`],
    ['a bad word', `${a} x`],
  ])('refuses the whole text for %s', async (_, text) => {
    expect((await refusalOf(() => parse(text))).code).toBe('INVALID_IDENTITY')
  })
})
