import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { expectError } from '../support/expect-error.ts'

describe('what a command line means', () => {
  const cases: readonly [line: string, flags: object, words: readonly string[]][] = [
    ['decrypt f', {}, ['f']],
    ['decrypt -i f', { 'in-place': true }, ['f']],
    ['decrypt --i f', { 'in-place': true }, ['f']],
    ['decrypt -in-place f', { 'in-place': true }, ['f']],
    ['decrypt --in-place=false f', { 'in-place': false }, ['f']],
    ['decrypt -i=T f', { 'in-place': true }, ['f']],
    ['decrypt --output a f', { output: 'a' }, ['f']],
    ['decrypt -output=a f', { output: 'a' }, ['f']],
    ['decrypt --output= f', { output: '' }, ['f']],
    ['decrypt --output a=b=c f', { output: 'a=b=c' }, ['f']],
    ['decrypt --output=a=b f', { output: 'a=b' }, ['f']],
    ['decrypt --output --x f', { output: '--x' }, ['f']],
    ['decrypt --output a --output b f', { output: 'b' }, ['f']],
    ['decrypt f --ignore-mac', { 'ignore-mac': true }, ['f']],
    ['decrypt f --extract ["a"]', { extract: '["a"]' }, ['f']],
    ['decrypt -- -i', {}, ['-i']],
    ['decrypt f -- --output x', {}, ['f', '--output', 'x']],
    ['decrypt -', {}, ['-']],
    ['decrypt a b', {}, ['a', 'b']],
    ['--indent -1 decrypt f', { indent: -1 }, ['f']],
    ['decrypt --indent=3 f', { indent: 3 }, ['f']],
    ['--indent 2 decrypt --indent 4 f', { indent: 4 }, ['f']],
    ['encrypt --keyservice a --keyservice b f', { keyservice: ['a', 'b'] }, ['f']],
    ['--mac-only-encrypted encrypt f', { 'mac-only-encrypted': true }, ['f']],
    ['encrypt --mac-only-encrypted f', { 'mac-only-encrypted': true }, ['f']],
    ['--encrypted-comment-regex x encrypt f', { 'encrypted-comment-regex': 'x' }, ['f']],
    ['encrypt f --encrypted-comment-regex x', { 'encrypted-comment-regex': 'x' }, ['f']],
    ['encrypt f -a age1', { age: 'age1' }, ['f']],
  ]

  test.each(cases)('%s (CLI-002, CLI-003, CLI-005, CLI-009)', (line, flags, words) => {
    const parsed = parseArguments(line.split(' '))
    expect(parsed.flags).toEqual(flags)
    expect(parsed.words).toEqual(words)
    expect(parsed.command).toBe(line.includes('decrypt') ? 'decrypt' : 'encrypt')
  })

  test('values keep spaces and line breaks', () => {
    expect(parseArguments(['encrypt', '--encrypted-regex', ' a\nb ']).flags).toEqual({
      'encrypted-regex': ' a\nb ',
    })
    expect(parseArguments(['encrypt', '--encrypted-regex= a\nb ']).flags).toEqual({
      'encrypted-regex': ' a\nb ',
    })
  })

  test('nothing at all', () => {
    expect(parseArguments([])).toEqual({ command: undefined, flags: {}, words: [] })
  })

  test('help has a topic (CLI-010)', () => {
    expect(parseArguments(['help', 'decrypt'])).toMatchObject({
      command: 'help',
      words: ['decrypt'],
    })
    expect(parseArguments(['h'])).toMatchObject({ command: 'help', words: [] })
    expect(parseArguments(['encrypt', '-h'])).toMatchObject({ flags: { help: true } })
  })
})

describe('what has no meaning is refused', () => {
  const cases: readonly [line: string, reason: RegExp][] = [
    ['decrypt --bogus f', /no flag "--bogus"/],
    ['decrypt f --bogus', /no flag "--bogus"/],
    ['decrypt f -x=SECRET', /no flag "-x"/],
    ['decrypt -di f', /no flag "-di"/],
    ['encrypt -aKEY f', /no flag "-aKEY"/],
    ['decrypt ---output x f', /no flag/],
    ['decrypt -=x f', /no flag/],
    ['decrypt __proto__ --__proto__', /no flag/],
    ['decrypt --output', /needs a value/],
    ['decrypt f --output', /needs a value/],
    ['decrypt -i= f', /true or false/],
    ['decrypt --ignore-mac=maybe f', /true or false/],
    ['decrypt --indent x f', /whole number/],
    ['decrypt --indent= f', /whole number/],
    ['decrypt --indent 010 f', /whole number/],
    ['decrypt --indent 1e3 f', /whole number/],
    ['--age age1 encrypt f', /before the command.*behind "encrypt"/],
    ['--encrypted-regex x encrypt f', /before the command/],
    ['decrypt --age age1 f', /behind "decrypt"/],
    ['encrypt --ignore-mac f', /behind "encrypt"/],
    ['bogus f', /no command "bogus"/],
    ['rotate -i f', /"rotate" is not in this release/],
    ['-d f', /no flag "-d".*sopskit decrypt/],
    ['--encrypt f', /no flag "--encrypt".*sopskit encrypt/],
    ['help --bogus', /no flag/],
  ]

  test.each(cases)('%s', async (line, reason) => {
    const error = await expectError('USAGE', () => parseArguments(line.split(' ')))
    expect(error.message).toMatch(reason)
    expect(error.message).not.toContain('SECRET')
  })
})
