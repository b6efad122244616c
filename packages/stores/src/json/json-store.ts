import type { Store, TreeBranches, TreeValue } from '@sopskit/core'
import { encodeUtf8, SopsError } from '@sopskit/core'
import { emitJson, emitJsonFile } from './emit-json.ts'
import { loadJson } from './load-json.ts'

/** Settings of {@link jsonStore}. */
export interface JsonStoreOptions {
  /** Spaces per level, up to 1,000; 0 breaks lines without indenting, -1 (the default) is one tab (J8). */
  readonly indent?: number
}

/**
 * The JSON format of SOPS (J1–J11): keeps key order, repeated keys and the difference between int and
 * float, reads the first object of the input and ignores what follows it (J2), and writes the exact
 * bytes of sops. Comments, and all documents but the first, have no place in JSON and are left out (J11).
 *
 * `load` differs from sops in one point: truncated input is refused (Q6).
 *
 * - `load` throws {@link SopsError} `PARSE_FAILED`, `TOP_LEVEL_NOT_MAP`, `NUMBER_OUT_OF_RANGE` or
 *   `LIMIT_EXCEEDED` (more than 1,000 levels, more values than a document may have), each with a position;
 *   `LIMIT_EXCEEDED` without one for more than `maxFileSize` bytes.
 * - `emit` and `emitValue` throw `EMIT_FAILED` for what JSON cannot hold (NaN, infinities, more than
 *   1,000 levels, no document), `LIMIT_EXCEEDED` for more than `maxFileSize` bytes, and `INVALID_INDENT`.
 *
 * @example
 * ```ts
 * import { jsonStore } from '@sopskit/stores/json'
 * const store = jsonStore({ indent: 2 })
 * const text = new TextEncoder().encode('{"b":1,"a":[true,null]}')
 * new TextDecoder().decode(store.emit(store.load(text))) // '{\n  "b": 1,\n  "a": [\n    true,…'
 * ```
 */
export function jsonStore(options: JsonStoreOptions = {}): Store {
  const indent = options.indent ?? -1
  return {
    name: 'json',
    layout: 'nested',
    load: loadJson,
    emit: (branches) => emitJsonFile(firstDocument(branches), indentUnit(indent)),
    emitValue: (value) => emitValue(value, indent),
  }
}

// X4: text leaves as it is; everything else is JSON without a final newline.
function emitValue(value: TreeValue, indent: number): Uint8Array {
  if (typeof value === 'string') return encodeUtf8(value)
  if (value instanceof Uint8Array) return value
  return encodeUtf8(emitJson(value, indentUnit(indent)))
}

function firstDocument(branches: TreeBranches): TreeValue {
  const [first] = branches
  if (first === undefined) {
    throw new SopsError('EMIT_FAILED', 'There is no document to write as JSON.')
  }
  return first
}

// Checked on writing only: sops too reads files under a setting it could not write with (J8).
function indentUnit(indent: number): string {
  if (indent === -1) return '\t'
  if (Number.isInteger(indent) && indent >= 0 && indent <= 1000) return ' '.repeat(indent)
  throw new SopsError(
    'INVALID_INDENT',
    'JSON can be indented with -1 (a tab) or 0 to 1000 spaces; choose one of these.',
  )
}
