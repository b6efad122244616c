import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatEncryptedValue, parseEncryptedValue } from '../../src/value/encrypted-value.ts'

const good = 'ENC[AES256_GCM,data:D,iv:I,tag:T,type:str]'
const fields = { data: 'D', iv: 'I', tag: 'T', type: 'str' }

/** The form as the specification states it (V8). */
const specified = /^ENC\[AES256_GCM,data:([^\n]+),iv:([^\n]+),tag:([^\n]+),type:([^\n]+)\]/

describe('parseEncryptedValue', () => {
  it.each([
    ['the form itself (V4)', good, fields],
    ['text after the last bracket (V9)', `${good}junk`, fields],
    ['text on the next line (V9)', `${good}\n]junk`, fields],
    ['an extra bracket goes into the type (V9)', `${good}]`, { ...fields, type: 'str]' }],
    [
      'an extra field goes into the tag (V9)',
      good.replace(',type', ',foo:bar,type'),
      { ...fields, tag: 'T,foo:bar' },
    ],
    [
      'the value twice: fields reach as far as they can',
      `${good} ${good}`,
      { ...fields, data: `D,iv:I,tag:T,type:str] ENC[AES256_GCM,data:D` },
    ],
    [
      'a carriage return stays in its field (V8)',
      good.replace('D', 'D\r'),
      { ...fields, data: 'D\r' },
    ],
  ])('%s', (_, text, expected) => {
    expect(parseEncryptedValue(text)).toEqual(expected)
  })

  it.each([
    ['leading space', ` ${good}`],
    ['lower case', good.toLowerCase()],
    ['a line break inside', good.replace('T', 'T\n')],
    ['empty data (V12)', good.replace('D', '')],
    ['empty iv', good.replace('I', '')],
    ['empty tag', good.replace(':T', ':')],
    ['empty type', good.replace('str', '')],
    ['swapped fields', 'ENC[AES256_GCM,iv:I,data:D,tag:T,type:str]'],
    ['no closing bracket', good.slice(0, -1)],
    ['nothing', ''],
  ])('is none: %s (V9)', (_, text) => {
    expect(parseEncryptedValue(text)).toBeUndefined()
  })

  it('agrees with the specified pattern on any arrangement of its parts', () => {
    const part = fc.constantFrom(
      'ENC[AES256_GCM,',
      'data:',
      ',iv:',
      ',tag:',
      ',type:',
      ']',
      'x',
      ',',
      '\n',
      '\r',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const text = `ENC[AES256_GCM,data:${parts.join('')}`
        const match = specified.exec(text)
        const expected = match && { data: match[1], iv: match[2], tag: match[3], type: match[4] }
        expect(parseEncryptedValue(text) ?? null).toEqual(expected)
      }),
      { numRuns: 5000 },
    )
  })

  it('takes back what formatEncryptedValue wrote', () => {
    expect(parseEncryptedValue(formatEncryptedValue(fields))).toEqual(fields)
  })
})
