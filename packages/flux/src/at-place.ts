import { isSopsError, SopsError } from '@sopskit/core'

/** Says in every error of `action` where it happened; it has the same code. */
export async function atPlace<Result>(
  place: string,
  action: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    if (!isSopsError(error) || error.code === 'ABORTED') throw error
    const { position, path } = error
    const line = position === undefined ? '' : ` (line ${position.line}, column ${position.column})`
    const key =
      path === undefined || path.length === 0
        ? ''
        : ` (at ${path.map((step) => `[${JSON.stringify(step)}]`).join('')})`
    throw new SopsError(error.code, `${place}: ${error.message}${line}${key}`)
  }
}

/** @throws {@link SopsError} `ABORTED`. */
export function requireNotAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new SopsError('ABORTED', 'Stopped before it was done.')
}
