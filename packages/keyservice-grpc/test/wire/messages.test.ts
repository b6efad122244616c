import type { MasterKey } from '@sopskit/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeRequest, encodeRequest } from '../../src/wire/messages.ts'
import { decodeFields, encodeFields, MalformedMessage } from '../../src/wire/protobuf.ts'

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')

it('the bytes are those of KS-002', () => {
  const age: MasterKey = { type: 'age', recipient: 'r' }
  expect(hex(encodeRequest(age, Uint8Array.of(1, 2)))).toBe('0a0532030a017212020102')
  const kms: MasterKey = { type: 'kms', arn: 'a', role: 'b', context: { k: 'v' }, awsProfile: 'p' }
  expect(hex(encodeRequest(kms, new Uint8Array()))).toBe(
    '0a130a110a01611201621a060a016b1201762201701200',
  )
})

it('the last of several fields counts, and names of contexts are only names', () => {
  const pairs = [
    ['__proto__', 'x'],
    ['constructor', ''],
  ]
  const context = Object.fromEntries(pairs) as Record<string, string>
  const key: MasterKey = { type: 'kms', arn: 'a', role: '', context, awsProfile: '' }
  const first = encodeRequest({ type: 'age', recipient: 'first' }, Uint8Array.of(1))
  const last = encodeRequest(key, Uint8Array.of(2))
  const request = decodeRequest(
    Buffer.concat([first ?? [], last ?? []].map((part) => Buffer.from(part))),
  )
  expect(request.bytes).toEqual(Uint8Array.of(2))
  const read = request.key?.type === 'kms' ? request.key.context : {}
  expect(Object.entries(read)).toEqual(pairs)
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
})

it('fields come back as they were', () => {
  const field = fc.record({
    number: fc.integer({ min: 1, max: 2 ** 28 - 1 }),
    bytes: fc.uint8Array({ maxLength: 300 }),
  })
  fc.assert(
    fc.property(fc.array(field), (fields) => {
      const back = decodeFields(encodeFields(fields))
      expect(back.map(({ number, bytes }) => [number, hex(bytes)])).toEqual(
        fields.map(({ number, bytes }) => [number, hex(bytes)]),
      )
    }),
  )
})

it('any bytes are a message or a MalformedMessage', () => {
  const outcomes = new Set<string>()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        decodeRequest(bytes)
        outcomes.add('read')
      } catch (error) {
        outcomes.add(error instanceof MalformedMessage ? 'malformed' : String(error))
      }
    }),
    { numRuns: 5000 },
  )
  expect([...outcomes].toSorted()).toEqual(['malformed', 'read'])
})
