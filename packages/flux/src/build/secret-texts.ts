import type { TreeValue } from '@sopskit/core'
import {
  decodeBase64,
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  isBranch,
  isComment,
  isSequence,
  sequence,
} from '@sopskit/core'
import { textsOf } from '../tree/as-json.ts'
import { mapEntries } from '../tree/entries.ts'

/** What stands in place of a value that is not shown (FLX-049). */
export const redacted = '<redacted>'

/** Texts this short would hide half of every manifest where they are only a part of something. */
const shortest = 4

/** The decrypted values of a build, so that none of them is shown wherever the build put it. */
export class SecretTexts {
  readonly #texts = new Set<string>()
  /** Those that are looked for inside of others, by how they begin. */
  readonly #long = new Map<string, string[]>()

  /** Nothing was decrypted yet. */
  get isEmpty(): boolean {
    return this.#texts.size === 0
  }

  add(texts: Iterable<string>): void {
    for (const text of texts) {
      for (const form of formsOf(text)) {
        if (form === '' || this.#texts.has(form)) continue
        this.#texts.add(form)
        if (form.length < shortest) continue
        const start = form.slice(0, shortest)
        const like = this.#long.get(start)
        if (like === undefined) this.#long.set(start, [form])
        else like.push(form)
      }
    }
  }

  /** The value with every scalar replaced that is or holds a decrypted one, also as base64. */
  redact(value: TreeValue): TreeValue {
    if (isBranch(value)) return mapEntries(value, (_, each) => this.redact(each))
    if (isSequence(value)) {
      return sequence(value.items.map((item) => (isComment(item) ? item : this.redact(item))))
    }
    return this.#isSecret(value) ? redacted : value
  }

  /** True when a decrypted value stands somewhere below; what is short does not count. */
  isIn(value: TreeValue): boolean {
    return textsOf(value).some((text) => text.length >= shortest && this.#holds(text))
  }

  #isSecret(value: TreeValue): boolean {
    if (value === null || typeof value === 'object') return value !== null
    if (typeof value === 'boolean') return false
    const text = String(value)
    if (this.#holds(text)) return true
    if (typeof value !== 'string') return false
    // A build folds long base64 texts.
    return this.#holds(text.replace(/\s/g, '')) || this.#holds(fromBase64(text))
  }

  #holds(text: string): boolean {
    if (text === '' || this.#texts.size === 0) return false
    if (this.#texts.has(text) || this.#texts.has(text.trim())) return true
    for (let at = 0; at + shortest <= text.length; at++) {
      const like = this.#long.get(text.slice(at, at + shortest))
      if (like?.some((secret) => text.startsWith(secret, at)) === true) return true
    }
    return false
  }
}

/** How a build can write a text: as it is, on one line, and as base64 inside of another text. */
function formsOf(text: string): readonly string[] {
  const plain = [text, text.trim(), text.replaceAll('\n', '\\n')]
  const long = plain.filter((form) => form.length >= shortest)
  return [...plain, ...long.map((form) => encodeBase64(encodeUtf8(form)))]
}

function fromBase64(text: string): string {
  const bytes = text.length < shortest ? undefined : decodeBase64(text)
  return bytes === undefined ? '' : (decodeUtf8(bytes) ?? '')
}
