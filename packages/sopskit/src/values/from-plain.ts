import type { SopsErrorCode, TreeBranch, TreeItem, TreeValue } from '@sopskit/core'
import { branch, decodeUtf8, entry, fitsInt64, sequence, SopsError, timestamp } from '@sopskit/core'
import type { PlainObject, PlainValue } from './plain-value.ts'

/**
 * Turns a JavaScript object into a document. An integral `number` (other than −0) becomes an int while
 * it is exact, that is up to 53 bits; every other `number` becomes a float; a `bigint` is always an int.
 *
 * @throws {@link SopsError} `UNSUPPORTED_VALUE` for what SOPS cannot hold: `undefined`, functions,
 * symbols, invalid dates, objects that are neither plain nor arrays, and objects that contain themselves;
 * `NUMBER_OUT_OF_RANGE` for a `bigint` beyond 64 bits; `LIMIT_EXCEEDED` beyond 1,000 levels.
 * @example
 * ```ts
 * import { fromPlainObject } from 'sopskit'
 * fromPlainObject({ port: 8080, ratio: 0.5 }) // port is an int, ratio a float
 * ```
 */
export function fromPlainObject(object: PlainObject): TreeBranch {
  const root = { path: [], parents: [] }
  // Whoever comes from `JSON.parse` has no types: an array or a number is no document.
  if (!isPlainObject(object)) throw failure('UNSUPPORTED_VALUE', notDocument, root)
  return mapFromPlain(object, root)
}

/**
 * Turns one JavaScript value into that of a tree, by the rules of {@link fromPlainObject}.
 *
 * @throws {@link SopsError} the codes of {@link fromPlainObject}.
 */
export function fromPlainValue(value: PlainValue): TreeValue {
  return valueFromPlain(value, { path: [], parents: [] })
}

const notDocument = 'A document is a plain object: keys and values, no array and no class instance.'

/** As deep as any store reads. */
const maxDepth = 1000

interface Place {
  readonly path: readonly string[]
  readonly parents: readonly object[]
}

function mapFromPlain(object: PlainObject, place: Place): TreeBranch {
  const inside = enter(object, place)
  if (Object.getOwnPropertySymbols(object).length > 0) throw unsupported(place)
  const items: TreeItem[] = []
  for (const [key, value] of Object.entries(object)) {
    const at = { ...inside, path: [...place.path, key] }
    items.push(entry(textFromPlain(key, at), valueFromPlain(value, at)))
  }
  return branch(items)
}

function valueFromPlain(value: PlainValue, place: Place): TreeValue {
  switch (typeof value) {
    case 'string':
      return textFromPlain(value, place)
    case 'boolean':
      return value
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value
    case 'bigint':
      if (fitsInt64(value)) return value
      throw failure('NUMBER_OUT_OF_RANGE', 'An int must fit into 64 bits.', place)
    case 'object':
      return value === null ? null : objectFromPlain(value, place)
    default:
      throw unsupported(place)
  }
}

function textFromPlain(text: string, place: Place): string {
  if (!/\p{Surrogate}/u.test(text)) return text
  throw failure('UNSUPPORTED_VALUE', 'A string holds half of a surrogate pair.', place)
}

function objectFromPlain(value: Extract<PlainValue, object>, place: Place): TreeValue {
  if (Array.isArray(value)) {
    const inside = enter(value, place)
    // Array.from also visits holes, which map would skip.
    return sequence(Array.from(value, (item: PlainValue) => valueFromPlain(item, inside)))
  }
  if (value instanceof Uint8Array) return decodeUtf8(value) ?? new Uint8Array(value)
  if (value instanceof Date) return dateFromPlain(value, place)
  if (isPlainObject(value)) return mapFromPlain(value, place)
  throw unsupported(place)
}

function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function dateFromPlain(date: Date, place: Place): TreeValue {
  const year = date.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) throw unsupported(place)
  return timestamp(date.toISOString().replace(/\.?0*Z$/, 'Z'))
}

function enter(container: object, place: Place): Place {
  const { path, parents } = place
  if (parents.length >= maxDepth) {
    throw failure('LIMIT_EXCEEDED', `An object nests deeper than ${maxDepth} levels.`, place)
  }
  if (!parents.includes(container)) return { path, parents: [...parents, container] }
  throw failure('UNSUPPORTED_VALUE', 'An object contains itself.', place)
}

function unsupported(place: Place): SopsError {
  const held = 'strings, numbers, bigints, booleans, null, dates, bytes, arrays and plain objects'
  return failure('UNSUPPORTED_VALUE', `SOPS files hold ${held}; this is something else.`, place)
}

function failure(code: SopsErrorCode, message: string, { path }: Place): SopsError {
  return new SopsError(code, message, { path })
}
