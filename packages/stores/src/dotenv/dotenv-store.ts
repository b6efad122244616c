import type { Store } from '@sopskit/core'
import { emitDotenv, emitDotenvValue } from './emit-dotenv.ts'
import { loadDotenv } from './load-dotenv.ts'

/**
 * The dotenv format of SOPS (N1–N7): a key, `=` and a value in each line, all of them verbatim, without
 * quotes, trimming or inline comments; the two characters `\n` in a value stand for a newline. Repeated
 * keys are kept, and values may hold bytes that are not UTF-8.
 *
 * - `load` throws {@link SopsError} `PARSE_FAILED` with a position for a line without `=`, and for a key
 *   that is not UTF-8; `LIMIT_EXCEEDED` for a file that is too large.
 * - `emit` throws `EMIT_FAILED` for maps, lists, and for keys and comments that would be read back as
 *   something else; `LIMIT_EXCEEDED`. Only the first document is written.
 * - `emitValue` throws `EMIT_FAILED` for everything but text (X4).
 *
 * @example
 * ```ts
 * import { dotenvStore } from '@sopskit/stores/dotenv'
 * const store = dotenvStore()
 * const text = new TextEncoder().encode('# database\nPASSWORD=hunter2\n')
 * new TextDecoder().decode(store.emit(store.load(text))) // '# database\nPASSWORD=hunter2\n'
 * ```
 */
export function dotenvStore(): Store {
  return {
    name: 'dotenv',
    layout: 'flat',
    load: loadDotenv,
    emit: emitDotenv,
    emitValue: emitDotenvValue,
  }
}
