import { describe, expect, test } from 'vitest'
import { encrypting, thereAndBack } from './support.ts'

const million = 1_000_000
const many = 10_000_000

describe('long numbers in YAML', () => {
  // As with sops, what no 64-bit number holds is text in YAML.
  test.each([
    ['decimal', '1'.repeat(million)],
    ['negative', `-${'9'.repeat(million)}`],
    ['hexadecimal', `0x${'f'.repeat(million)}`],
    ['octal', `0o${'7'.repeat(million)}`],
    ['old octal', `0${'7'.repeat(million)}`],
    ['binary', `0b${'1'.repeat(million)}`],
    ['with underscores', `${'1_'.repeat(million)}1`],
    ['with an exponent', `1e${'9'.repeat(million)}`],
    ['signs', '+'.repeat(million)],
    ['points', '.'.repeat(million)],
    ['base 60', `1${':11'.repeat(many)}`],
    ['a date', `2001-01-01T00:00:00.${'1'.repeat(million)}`],
  ])('%s: kept as text', async (_, number) => {
    const text = await thereAndBack('yaml', `a: ${number}\n`)
    expect(text.replace(/^a: ["']?/, '').replace(/["']?\n$/, '') === number).toBe(true)
  })

  test.each([
    ['digits', `1.${'1'.repeat(million)}`, '1.1111111111111112'],
    ['zeros in front', `0.${'0'.repeat(million)}1`, '0'],
    ['underscores', `.${'1_'.repeat(many)}1`, '0.1111111111111111'],
    ['zeros of a small int', `0x${'0'.repeat(million)}1`, '1'],
    ['underscores of a small int', `0x${'_'.repeat(million)}1`, '1'],
    ['an exponent below all', `1e-${'9'.repeat(million)}`, '0'],
  ])('%s: read as the number they are', async (_, number, expected) => {
    expect(await thereAndBack('yaml', `a: ${number}\n`)).toBe(`a: ${expected}\n`)
  })

  test('the digits of a timestamp are cut', async () => {
    const time = `2001-01-01T00:00:00.${'1'.repeat(million)}Z`
    expect(await thereAndBack('yaml', `a: ${time}\n`)).toBe('a: 2001-01-01T00:00:00.111111111Z\n')
  })

  test('an int of 65 bits is refused, as a bigger one under its tag', async () => {
    expect(await encrypting('yaml', 'a: 18446744073709551615\n')).toBe('NUMBER_OUT_OF_RANGE')
    expect(await encrypting('yaml', `a: !!int ${'1'.repeat(million)}\n`)).toBe('PARSE_FAILED')
  })
})

describe('long numbers in JSON', () => {
  test.each([
    ['decimal', '1'.repeat(million)],
    ['negative', `-${'9'.repeat(million)}`],
    ['with an exponent', `1e${'9'.repeat(million)}`],
  ])('%s: refused', async (_, number) => {
    expect(await encrypting('json', `{"a":${number}}`)).toBe('NUMBER_OUT_OF_RANGE')
  })

  test.each([
    ['digits', `1.${'1'.repeat(million)}`, '1.1111111111111112'],
    ['zeros in front', `0.${'0'.repeat(million)}1`, '0'],
    ['an exponent below all', `-1e-${'9'.repeat(million)}`, '-0'],
  ])('%s: read as the number they are', async (_, number, expected) => {
    expect(await thereAndBack('json', `{"a":${number}}`)).toBe(`{\n\t"a": ${expected}\n}\n`)
  })

  test('zeros in front of an int are malformed', async () => {
    expect(await encrypting('json', `{"a":${'0'.repeat(million)}1}`)).toBe('PARSE_FAILED')
  })
})
