import { randomBytes } from 'node:crypto'
import { wrapDataKey } from '../age.ts'
import { craft, crafted, oneValue } from '../crafted.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { sealValue, valueParts, valueText } from '../value-text.ts'

/** Changes the `ENC[…]` text of the value. */
interface TextChange {
  readonly facts: string
  readonly change: (text: string, key: Uint8Array) => string
}

const changes: Readonly<Record<string, TextChange>> = {
  'junk-after': { facts: 'V9', change: (text) => `${text}junk` },
  'newline-junk': { facts: 'V9', change: (text) => `${text}\njunk` },
  'extra-bracket': { facts: 'V9', change: (text) => `${text}]` },
  'leading-space': { facts: 'V9', change: (text) => ` ${text}` },
  'newline-inside': { facts: 'V9', change: (text) => text.replace(',iv:', '\n,iv:') },
  'cr-inside': { facts: 'V10', change: (text) => text.replace(',iv:', '\r,iv:') },
  'no-padding': { facts: 'V10', change: (text) => text.replaceAll('=', '') },
  'lower-case': { facts: 'V9', change: (text) => text.replace('AES256', 'aes256') },
  'extra-field': {
    facts: 'V9',
    change: (text) => text.replace(',type:str]', ',foo:bar,type:str]'),
  },
  'tag-split': { facts: 'V11', change: moveTag },
  'iv-12': { facts: 'V2', change: (_, key) => sealX(key, 12) },
  'iv-16': { facts: 'V2', change: (_, key) => sealX(key, 16) },
  'iv-64': { facts: 'V2', change: (_, key) => sealX(key, 64) },
  'wrong-path': {
    facts: 'V5',
    change: (_, key) => sealValue('x', { key, aad: 'b:', type: 'str' }),
  },
  'empty-data': {
    facts: 'V12',
    change: (_, key) => sealValue('', { key, aad: 'a:', type: 'str' }),
  },
}

/** Spellings of the `ENC[…]` text, IV lengths and data key lengths. */
export function valueTexts(cases: RecordedCases): void {
  for (const [name, { facts, change }] of Object.entries(changes)) {
    crafted(cases, {
      id: `enc-${name}`,
      facts,
      fields: oneValue,
      change: ({ document, dataKey }) => ({
        ...document,
        a: change(String(document['a']), dataKey),
      }),
    })
  }
  for (const length of [16, 24, 31, 33]) dataKeyLength(cases, length)
}

function dataKeyLength(cases: RecordedCases, length: number): void {
  cases.record({ id: `enc-key-${length}`, facts: 'V3' }, (recorder) => {
    const dataKey = randomBytes(length)
    const usable = length === 16 || length === 24
    const { document } = craft(recorder.lab, { fields: oneValue, ...(usable && { dataKey }) })
    if (!usable) {
      const [key] = document.sops['age'] as { enc: string }[]
      Object.assign(key as { enc: string }, { enc: wrapDataKey(recorder.lab, dataKey) })
    }
    recorder.write('enc.json', JSON.stringify(document, null, 1)).knowDataKey(dataKey)
    recorder.run(['decrypt', 'enc.json'], { stdout: 'dec.out' })
  })
}

/** Moves all but three bytes of the tag to the end of the data. */
function moveTag(text: string): string {
  const { data, iv, tag } = valueParts(text)
  const all = Buffer.concat([data, tag])
  return valueText({ data: all.subarray(0, -3), iv, tag: all.subarray(-3) }, 'str')
}

function sealX(key: Uint8Array, ivLength: number): string {
  return sealValue('x', { key, aad: 'a:', type: 'str', iv: randomBytes(ivLength) })
}
