import type { TreeBranch, TreeScalar, TreeSequence, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence, isTimestamp, SopsError } from '@sopskit/core'
import type { PlainObject, PlainOptions, PlainValue } from './plain-value.ts'

/**
 * Turns a document into a JavaScript object. Comments are dropped. The objects have no prototype, so a
 * key such as `__proto__` or `constructor` is an ordinary key. JavaScript puts keys that look like
 * array indexes first; every other key keeps its place.
 *
 * @throws {@link SopsError} `DUPLICATE_KEY` when a key stands twice in one map, which an object cannot hold.
 * @example
 * ```ts
 * import { toPlainObject } from 'sopskit'
 * import { branch, entry } from '@sopskit/core'
 * toPlainObject(branch([entry('port', 8080n)])) // { port: 8080 }
 * ```
 */
export function toPlainObject(document: TreeBranch, options: PlainOptions = {}): PlainObject {
  return mapToPlain(document, [], options)
}

type Path = readonly string[]

function mapToPlain(map: TreeBranch, path: Path, options: PlainOptions): PlainObject {
  const object = Object.create(null) as Record<string, PlainValue>
  for (const item of map.items) {
    if (item.kind === 'comment') continue
    const place = [...path, item.key]
    if (item.key in object) {
      throw new SopsError('DUPLICATE_KEY', 'A key stands twice in one map.', { path: place })
    }
    object[item.key] = valueToPlain(item.value, place, options)
  }
  return object
}

function listToPlain(list: TreeSequence, path: Path, options: PlainOptions): PlainValue[] {
  const values: PlainValue[] = []
  for (const item of list.items) {
    if (!isComment(item)) values.push(valueToPlain(item, path, options))
  }
  return values
}

function valueToPlain(value: TreeValue, path: Path, options: PlainOptions): PlainValue {
  if (isBranch(value)) return mapToPlain(value, path, options)
  if (isSequence(value)) return listToPlain(value, path, options)
  return scalarToPlain(value, options)
}

function scalarToPlain(scalar: TreeScalar, options: PlainOptions): PlainValue {
  if (typeof scalar === 'bigint') {
    const small = Number(scalar)
    return options.integers !== 'bigint' && Number.isSafeInteger(small) ? small : scalar
  }
  if (scalar === null || !isTimestamp(scalar)) return scalar
  return options.timestamps === 'date' ? new Date(scalar.text) : scalar.text
}
