import type { Store } from '@sopskit/core'
import { emitIniValue } from './emit/emit-ini-value.ts'
import { emitIni } from './emit/emit-ini.ts'
import { loadIni } from './load/load-ini.ts'

/**
 * The INI format of SOPS (I1–I13): one document of sections with text in them, keys before any header in
 * a section `DEFAULT` that is always there. `;` and `#` start a comment wherever they stand outside `` ` ``
 * and `"""`, a backslash at the end goes on in the next line, and of equal keys in a section the last counts.
 * Values may hold bytes that are not UTF-8.
 *
 * What is written is what sops writes, except where sops would read something else from it: such keys and
 * values stand in other quotes.
 *
 * - `load` throws {@link SopsError} `PARSE_FAILED` with a position; `LIMIT_EXCEEDED` for a file that is too large.
 * - `emit` throws `EMIT_FAILED` for values outside of sections, maps and lists in sections, equal keys, and
 *   what no quotes can hold; `LIMIT_EXCEEDED`. All documents are written as sections of one.
 * - `emitValue` writes text as it is and everything else as JSON in one line (X4); it throws `EMIT_FAILED`
 *   for what JSON cannot hold.
 *
 * @example
 * ```ts
 * import { iniStore } from '@sopskit/stores/ini'
 * const store = iniStore()
 * const text = new TextEncoder().encode('[db]\npassword=hunter2 ; mine\n')
 * new TextDecoder().decode(store.emit(store.load(text))) // '[db]\n; mine\npassword = hunter2\n'
 * ```
 */
export function iniStore(): Store {
  return {
    name: 'ini',
    layout: 'flat-below-top',
    load: loadIni,
    emit: emitIni,
    emitValue: emitIniValue,
  }
}
