import { isSopsError, SopsError } from '@sopskit/core'
import { quotePath } from '../files/quote-path.ts'

// What the YAML store says about a file; for a configuration it is all one (CFG-009).
const aboutFile: readonly string[] = [
  'PARSE_FAILED',
  'TOP_LEVEL_NOT_MAP',
  'KEY_NOT_STRING',
  'DUPLICATE_KEY',
  'NUMBER_OUT_OF_RANGE',
  'LIMIT_EXCEEDED',
]

/**
 * Runs what reads a configuration. An error comes out with the name of the file, line and column in its
 * message and the error without them as its cause: its own position would be taken for one in the file
 * that is encrypted.
 */
export async function inConfigFile<Result>(
  path: string,
  action: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    if (!isSopsError(error)) throw error
    const code = aboutFile.includes(error.code) ? 'CONFIG_INVALID' : error.code
    throw new SopsError(code, `${error.message} (configuration ${placeOf(path, error)})`, {
      cause: error,
    })
  }
}

function placeOf(path: string, { position }: SopsError): string {
  const file = quotePath(path)
  return position === undefined ? file : `${file}, line ${position.line}, column ${position.column}`
}
