import type { SopsErrorCode } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import type { SourceText } from './source-text.ts'
import { positionAt } from './source-text.ts'

/**
 * An error at a place of the text. It is turned into a {@link SopsError} where the text is known, so
 * that no stage has to carry line numbers around. The message never quotes the text.
 */
export class SyntaxFault extends Error {
  readonly offset: number
  readonly code: SopsErrorCode

  constructor(offset: number, message: string, code: SopsErrorCode = 'PARSE_FAILED') {
    super(message)
    this.offset = offset
    this.code = code
  }
}

/** Runs a stage and gives its faults their line and column. */
export function withPositions<Result>(source: SourceText, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error
    const position = positionAt(source, error.offset)
    throw new SopsError(error.code, error.message, { position })
  }
}
