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
    ['decrypt f -5', {}, ['f', '-5']],
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
    expect(parseArguments([])).toEqual({ command: undefined, old: true, flags: {}, words: [] })
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

test('some flags have a second name', () => {
  expect(parseArguments(['keyservice', '--net', 'unix', '-addr', '/s'])).toMatchObject({
    command: 'keyservice',
    flags: { network: 'unix', address: '/s' },
  })
})

describe('commands of two words', () => {
  test('take flags behind either', () => {
    const parsed = {
      command: 'groups delete',
      flags: { file: 'f', 'in-place': true },
      words: ['1'],
    }
    expect(parseArguments(['groups', 'delete', '-f', 'f', '-i', '1'])).toMatchObject(parsed)
    expect(parseArguments(['groups', '-f', 'f', 'delete', '1', '-i'])).toMatchObject(parsed)
  })

  test('show their help when the second is missing (CLI-010)', () => {
    const parsed = { command: 'help', words: ['groups'] }
    expect(parseArguments(['groups'])).toMatchObject(parsed)
  })

  test('a list may be given in parts (CLI-027)', () => {
    const line = 'groups add -f f --age a --age b --age c,d'
    expect(parseArguments(line.split(' ')).flags).toEqual({ file: 'f', age: 'a,b,c,d' })
  })
})

describe('the form without a command (CLI-031, CLI-036)', () => {
  const cases: readonly [argv: readonly string[], command: string, words: readonly string[]][] = [
    [['-d', 'f'], 'decrypt', ['f']],
    [['f', '-d'], 'decrypt', ['f']],
    [['--decrypt', '-i', 'f'], 'decrypt', ['f']],
    [['-e', '--age', 'age1', 'f'], 'encrypt', ['f']],
    [['-r', '--add-age', 'age1', '--ignore-mac', 'f'], 'rotate', ['f']],
    [['-d=false', 'f'], 'edit', ['f']],
    [['f'], 'edit', ['f']],
    [['-s', '-i', 'f'], 'edit', ['f']],
    [['--set', '["a"] 1', 'f'], 'set', ['f', '["a"]', '1']],
    [['--set', '["a"]["b c"] {"d": [1] }', 'f'], 'set', ['f', '["a"]["b c"]', '{"d": [1] }']],
    [['--set', '', 'f'], 'edit', ['f']],
  ]

  test.each(cases)('%j', (argv, command, words) => {
    expect(parseArguments(argv)).toMatchObject({ command, old: true, words })
  })

  const refused: readonly [argv: readonly string[], reason: RegExp][] = [
    [['-d', '-e', 'f'], /one thing at a time/i],
    [['-d', 'f', 'g'], /one file at a time/i],
    [['-d', '--age', 'age1', 'f'], /--age does not fit what is asked for/],
    [['-d', '--add-age', 'age1', 'f'], /--add-age does not fit/],
    [['--set', '["a"] 1', '--output', 'x', 'f'], /--output does not fit/],
    [['--extract', '["a"]', 'f'], /--extract does not fit/],
    [['--bogus', 'f'], /no flag/],
  ]

  test.each(refused)('%j is refused (CLI-032)', async (argv, reason) => {
    const error = await expectError('USAGE', () => parseArguments(argv))
    expect(error.message).toMatch(reason)
  })

  test.each(['a 1', '["a"]1', '["a"]'])(
    '--set %s has no path and value (CLI-037)',
    async (text) => {
      await expectError('INVALID_SET_VALUE', () => parseArguments(['--set', text, 'f']))
    },
  )
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
    [
      '--age age1 encrypt f',
      /does not come before the command\. It belongs behind encrypt, edit, groups add, flux init\.$/,
    ],
    ['--encrypted-regex x encrypt f', /before the command/],
    ['decrypt --age age1 f', /^The command decrypt has no flag --age\. It belongs behind/],
    ['encrypt --ignore-mac f', /^The command encrypt has no flag --ignore-mac/],
    ['encrypt --in-plase f', /no flag "--in-plase"\. Did you mean --in-place\?$/],
    ['exec-env f sh -c x', /no flag "-c"\. COMMAND is one argument: quote it\.$/],
    ['exec-file --ouput f cmd', /no flag "--ouput"\. Did you mean --output\?$/],
    ['bogus f', /no command "bogus"\. Without/],
    ['decyrpt f g', /no command "decyrpt"\. Did you mean decrypt\?/],
    ['update-keys f g', /Did you mean updatekeys\?/],
    ['groups bogus', /no command "groups bogus"/],
    ['groups ad', /Did you mean groups add\?/],
    [
      '-d encrypt f',
      /--decrypt does not come before the command\. It belongs in place of a command/,
    ],
    ['set f p v --age age1', /^The command set has no flag --age/],
    ['filestatus f --in-place', /^The command filestatus has no flag --in-place/],
    ['help --bogus', /no flag/],
  ]

  test.each(cases)('%s', async (line, reason) => {
    const error = await expectError('USAGE', () => parseArguments(line.split(' ')))
    expect(error.message).toMatch(reason)
    expect(error.message).not.toContain('SECRET')
  })
})
