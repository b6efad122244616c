import { describe, expect, test } from 'vitest'
import type { FileFormat } from '../../src/index.ts'
import { encrypt } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { decrypting, encrypting, recipients, thereAndBack } from './support.ts'

type Wrap = (value: string) => string

const wraps: Readonly<Record<FileFormat, Wrap>> = {
  yaml: (value) => `a: ${value}\n`,
  json: (value) => `{"a": "${value}"}`,
  dotenv: (value) => `a=${value}\n`,
  ini: (value) => `[s]\na = ${value}\n`,
  binary: (value) => value,
}
const formats = Object.keys(wraps) as FileFormat[]
const text: readonly FileFormat[] = ['dotenv', 'ini', 'binary']

/** The bytes of a file with these in the place of a value. */
function fileOf(format: FileFormat, value: readonly number[]): Uint8Array {
  const [before = '', after = ''] = wraps[format]('\u0000').split('\u0000')
  return Buffer.concat([Buffer.from(before), Buffer.from(value), Buffer.from(after)])
}

describe.each(formats)('in %s', (format) => {
  test.each([
    ['NUL', [0x78, 0, 0x79]],
    ['start of heading', [0x78, 1, 0x79]],
    ['escape', [0x78, 0x1b, 0x5b, 0x32, 0x4a]],
    ['vertical tab', [0x78, 0x0b, 0x79]],
  ])('a control character in a value: %s', async (_, value) => {
    const expected = text.includes(format) ? 'ok' : 'PARSE_FAILED'
    expect(await encrypting(format, fileOf(format, value))).toBe(expected)
  })

  test.each([
    ['a stray byte', [0x78, 0xff, 0x79]],
    ['a character cut off', [0x78, 0xe2, 0x82, 0x79]],
    ['an overlong form', [0x78, 0xc0, 0x80, 0x79]],
    ['half of a surrogate pair', [0x78, 0xed, 0xa0, 0x80, 0x79]],
    ['beyond Unicode', [0x78, 0xf4, 0x90, 0x80, 0x80, 0x79]],
  ])('bytes that are not UTF-8: %s', async (_, value) => {
    const expected = format === 'yaml' ? 'PARSE_FAILED' : 'ok'
    expect(await encrypting(format, fileOf(format, value))).toBe(expected)
  })

  test('half of a surrogate pair in text that is given as text', async () => {
    const half = wraps[format]('x\ud800y')
    expect(await encrypting(format, half)).toBe('UNSUPPORTED_VALUE')
    expect(await decrypting(format, half)).toBe('UNSUPPORTED_VALUE')
  })

  test('nothing but bytes of one kind is no encrypted file', async () => {
    for (const byte of [0, 0x0a, 0x20, 0x7f, 0x80, 0xc3, 0xfe, 0xff]) {
      const outcome = await decrypting(format, new Uint8Array(100_000).fill(byte))
      expect(['PARSE_FAILED', 'METADATA_NOT_FOUND']).toContain(outcome)
    }
  })
})

describe('NUL in a name', () => {
  test.each([
    ['yaml', '\u0000: x\n', 'PARSE_FAILED'],
    ['json', '{"\u0000": "x"}', 'PARSE_FAILED'],
    ['json', '{"\\u0000": "x"}', 'ok'],
    ['dotenv', '\u0000=x\n', 'ok'],
    ['ini', '[\u0000]\na=b\n', 'ok'],
  ] as const)('%s %j', async (format, content, expected) => {
    expect(await encrypting(format, content)).toBe(expected)
  })
})

describe('half of surrogate pairs by escape', () => {
  test('are replaced in JSON, as sops does (J6)', async () => {
    const file = '{"a": "\\ud800x\\udc00", "\\ud83d\\ude00": "\\ud83d\\ude00"}'
    expect(await thereAndBack('json', file)).toBe('{\n\t"a": "\ufffdx\ufffd",\n\t"😀": "😀"\n}\n')
  })

  test.each(['"\\ud800"', '"\\ud83d\\ude00"', '"\\U0000d800"', '"\\U00110000"', '"\\xZZ"'])(
    'are refused in YAML: %s',
    async (value) => {
      expect(await encrypting('yaml', `a: ${value}\n`)).toBe('PARSE_FAILED')
    },
  )
})

describe('byte order marks', () => {
  const bom = '\ufeff'

  test.each([
    ['yaml', `${bom}a: b\n`, 'a: b\n'],
    ['yaml', `${bom}${bom}a: b\n`, 'a: b\n'],
    ['dotenv', `${bom}a=b\n`, `${bom}a=b\n`],
    ['ini', `${bom}[s]\na = b\n`, '[s]\na = b\n'],
    ['binary', `${bom}text`, `${bom}text`],
  ] as const)('in %s: %j', async (format, content, expected) => {
    expect(await thereAndBack(format, content)).toBe(expected)
  })

  test('JSON takes none', async () => {
    expect(await encrypting('json', `${bom}{}`)).toBe('PARSE_FAILED')
  })

  test('UTF-16 with its mark is YAML, and nothing else', async () => {
    const utf16 = Buffer.from(`${bom}a: "日\u{1f600}"\n`, 'utf16le')
    expect(await thereAndBack('yaml', utf16)).toBe('a: "日\\U0001F600"\n')
    expect(await encrypting('json', Buffer.from(`${bom}{}`, 'utf16le'))).toBe('PARSE_FAILED')
    expect(await encrypting('yaml', utf16.subarray(0, -1))).toBe('PARSE_FAILED')
  })
})

test('no message shows what stands in the file', async () => {
  for (const [format, content] of [
    ['yaml', 'fixture-secret: "\\ud800fixture-secret"\n'],
    ['json', '{"a": fixture-secret}'],
    ['dotenv', 'fixture-secret\n'],
    ['ini', '[s]\nfixture-secret\n'],
  ] as const) {
    const error = await expectError('PARSE_FAILED', () => encrypt(content, { format, recipients }))
    expect(error.message).not.toContain('fixture-secret')
  }
})
