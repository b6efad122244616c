import {
  branch,
  comment,
  entry,
  sequence,
  timestamp,
  type TreeBranch,
  type TreeValue,
} from '@sopskit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromPlainObject } from '../../src/values/from-plain.ts'
import type { PlainObject, PlainOptions } from '../../src/values/plain-value.ts'
import { toPlainObject } from '../../src/values/to-plain.ts'
import { expectError } from '../support/expect-error.ts'

const one = (value: TreeValue): TreeBranch => branch([entry('v', value)])
const plain = (value: TreeValue, options?: PlainOptions) => toPlainObject(one(value), options)['v']
// A caller without types can pass anything.
const tree = (value: unknown): TreeValue | undefined => {
  const [item] = fromPlainObject({ v: value } as never).items
  return item?.kind === 'entry' ? item.value : undefined
}

describe('from tree to JavaScript', () => {
  test('ints are numbers while they are exact', () => {
    expect(plain(8080n)).toBe(8080)
    expect(plain(9007199254740991n)).toBe(9007199254740991)
    expect(plain(9007199254740992n)).toBe(9007199254740992n)
    expect(plain(-9223372036854775808n)).toBe(-9223372036854775808n)
    expect(plain(5n, { integers: 'bigint' })).toBe(5n)
  })

  test('floats, text, booleans, null and bytes are themselves', () => {
    expect(plain(1.5)).toBe(1.5)
    expect(plain(-0)).toBe(-0)
    expect(plain('x')).toBe('x')
    expect(plain(true)).toBe(true)
    expect(plain(null)).toBe(null)
    expect(plain(new Uint8Array([255]))).toEqual(new Uint8Array([255]))
  })

  test('timestamps are text, or dates on demand', () => {
    const moment = timestamp('2001-12-14T21:59:43.123456-05:00')
    expect(plain(moment)).toBe('2001-12-14T21:59:43.123456-05:00')
    expect(plain(moment, { timestamps: 'date' })).toEqual(new Date('2001-12-15T02:59:43.123Z'))
  })

  test('comments are dropped', () => {
    const document = branch([comment(' c'), entry('l', sequence([comment(' d'), 1n]))])
    expect(toPlainObject(document)).toEqual({ l: [1] })
  })

  test('keys with a meaning in JavaScript are ordinary keys', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    const object = toPlainObject(branch(names.map((name) => entry(name, one('evil')))))
    expect(Object.keys(object)).toEqual(names)
    expect(Object.getPrototypeOf(object)).toBe(null)
    expect(object['__proto__']).toEqual({ v: 'evil' })
    expect(({} as Record<string, unknown>)['v']).toBeUndefined()
  })

  test('a key that stands twice is refused, at any depth', async () => {
    const twice = branch([entry('a', 1n), entry('a', 2n)])
    await expectError('DUPLICATE_KEY', () => toPlainObject(twice))
    const inside = branch([entry('m', sequence([twice]))])
    const error = await expectError('DUPLICATE_KEY', () => toPlainObject(inside))
    expect(error.path).toEqual(['m', 'a'])
  })
})

describe('from JavaScript to tree', () => {
  test('an integral number is an int, every other a float', () => {
    expect(tree(8080)).toBe(8080n)
    expect(tree(-1)).toBe(-1n)
    expect(tree(1.5)).toBe(1.5)
    expect(tree(-0)).toBe(-0)
    expect(tree(2 ** 53)).toBe(2 ** 53)
    expect(tree(Number.NaN)).toBe(Number.NaN)
    expect(tree(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
  })

  test('a bigint is an int of 64 bits', async () => {
    expect(tree(9223372036854775807n)).toBe(9223372036854775807n)
    expect(tree(-9223372036854775808n)).toBe(-9223372036854775808n)
    await expectError('NUMBER_OUT_OF_RANGE', () => tree(9223372036854775808n))
    await expectError('NUMBER_OUT_OF_RANGE', () => tree(-9223372036854775809n))
  })

  test('a date is a timestamp without padding zeros (V-table)', () => {
    expect(tree(new Date('2001-12-14T00:00:10.000Z'))).toEqual(timestamp('2001-12-14T00:00:10Z'))
    expect(tree(new Date('2001-12-14T00:00:00.120Z'))).toEqual(timestamp('2001-12-14T00:00:00.12Z'))
  })

  test('bytes are text where they are UTF-8', () => {
    expect(tree(new Uint8Array([0xc3, 0xa9]))).toBe('é')
    expect(tree(new Uint8Array([255]))).toEqual(new Uint8Array([255]))
  })

  test('objects without prototype and own __proto__ keys are maps', () => {
    const object: unknown = Object.setPrototypeOf({ a: 1 }, null)
    expect(tree(object)).toEqual(branch([entry('a', 1n)]))
    expect(tree(JSON.parse('{"__proto__": 1}'))).toEqual(branch([entry('__proto__', 1n)]))
  })

  test('one object in two places is no circle', () => {
    const shared = { a: 1 }
    expect(() => fromPlainObject({ x: shared, y: [shared, shared] })).not.toThrow()
  })

  const circle: Record<string, unknown> = {}
  circle['deep'] = [circle]
  const refused: readonly [what: string, value: unknown][] = [
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a Map', new Map()],
    ['an instance of a class', new URL('https://example.com')],
    ['an invalid date', new Date(Number.NaN)],
    ['a date after the year 9999', new Date(8640000000000000)],
    ['an array with a hole', Array(1)],
    ['half of a surrogate pair', '\ud800'],
    ['half of a surrogate pair in a key', { '\udc00': 1 }],
    ['a circle', circle],
  ]
  test.each(refused)('%s is refused', async (_, value) => {
    const error = await expectError('UNSUPPORTED_VALUE', () => tree(value))
    expect(error.path?.[0]).toBe('v')
  })
})

test('there and back again', () => {
  const scalar = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.double({ noInteger: true }),
    fc.boolean(),
    fc.constant(null),
  )
  const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__'))
  const { object } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, tie('object'), fc.array(tie('value'))),
    object: fc
      .uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name })
      .map((entries) => Object.fromEntries(entries)),
  }))
  fc.assert(
    fc.property(object, (value) => {
      expect(toPlainObject(fromPlainObject(value as never))).toEqual(value)
    }),
    { numRuns: 200 },
  )
})

describe('what is no document', () => {
  test.each<[string, unknown]>([
    ['a map', new Map([['a', 1]])],
    ['an array', [1, 2]],
    ['a text', 'abc'],
    ['a number', 5],
    ['null', null],
    ['a date', new Date(0)],
    ['a key that is a symbol', { [Symbol('a')]: 1 }],
  ])('is refused: %s', async (_, value) => {
    await expectError('UNSUPPORTED_VALUE', () => fromPlainObject(value as PlainObject))
  })

  test('nor is one of more than 1,000 levels', async () => {
    let value: PlainObject = {}
    for (let level = 0; level < 1500; level++) value = { a: value }
    await expectError('LIMIT_EXCEEDED', () => fromPlainObject(value))
  })
})
