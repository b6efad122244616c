import type { Comment } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import type { Place } from './place.ts'
import { pathTo } from './place.ts'

// What no YAML reader takes in a comment: controls, non-characters, half a surrogate pair.
const illegal = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/**
 * The comments met since the last item of a map or list (C20). Each `take…` gives them as finished text, one
 * `#` per comment, empty for none, and forgets them.
 */
export class CollectedComments {
  readonly #container: Place
  #ordinary = ''
  #inline = ''

  constructor(container: Place) {
    this.#container = container
  }

  /** @throws {@link SopsError} `EMIT_FAILED` for a comment no YAML file can hold. */
  add(comment: Comment): void {
    const text = this.#legalText(comment)
    if (comment.inline) this.#inline = joinComments(this.#inline, `#${text}`)
    else this.#ordinary = joinComments(this.#ordinary, `#${text}`)
  }

  takeOrdinary(): string {
    const text = this.#ordinary
    this.#ordinary = ''
    return text
  }

  takeInline(): string {
    const text = this.#inline
    this.#inline = ''
    return text
  }

  /** Whatever no item followed: ordinary ones first. */
  takeRest(): string {
    return joinComments(this.takeOrdinary(), this.takeInline())
  }

  // sops crashes on bytes that are not UTF-8, and writes control characters that it cannot read again.
  #legalText({ text }: Comment): string {
    if (isLegalComment(text)) return text
    throw new SopsError(
      'EMIT_FAILED',
      'A comment holds control characters or bytes that are not UTF-8; YAML has no way to write it.',
      { path: pathTo(this.#container) },
    )
  }
}

/** Puts one comment text under another; either may be empty. */
export function joinComments(above: string, below: string): string {
  return above === '' || below === '' ? above + below : `${above}\n${below}`
}

/** True for text that YAML readers take in a comment, if not always in one line. */
export function isLegalComment(text: Comment['text']): text is string {
  return typeof text === 'string' && !illegal.test(text)
}
