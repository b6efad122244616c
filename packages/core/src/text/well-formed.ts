// In the language since 2023, but later than the version core is compiled for. Many times faster than a
// pattern.
interface WellFormed {
  isWellFormed?: () => boolean
  toWellFormed?: () => string
}
const native = String.prototype as WellFormed

const loneSurrogate = /\p{Surrogate}/u
const loneSurrogates = /\p{Surrogate}/gu

/**
 * True for text that has a UTF-8 form, that is without half of a surrogate pair.
 *
 * @example
 * ```ts
 * import { isWellFormed } from '@sopskit/core'
 * isWellFormed('\ud800') // false
 * ```
 */
export function isWellFormed(text: string): boolean {
  return native.isWellFormed?.call(text) ?? !loneSurrogate.test(text)
}

/**
 * The text with U+FFFD in place of each half of a surrogate pair.
 *
 * @example
 * ```ts
 * import { toWellFormed } from '@sopskit/core'
 * toWellFormed('a\ud800') // 'a\ufffd'
 * ```
 */
export function toWellFormed(text: string): string {
  return native.toWellFormed?.call(text) ?? text.replace(loneSurrogates, '\ufffd')
}
