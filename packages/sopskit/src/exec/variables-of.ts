import type { Store, TreeBranches, TreeEntry, TreeScalar } from '@sopskit/core'
import { branch, decodeUtf8, entry, isComment, isScalar, SopsError } from '@sopskit/core'

/**
 * The first document as variables; `dotenv` says how values that are no text are spelled, for both are
 * spelled alike.
 *
 * @throws {@link SopsError} `INVALID_ENVIRONMENT`.
 */
export function variablesOf(
  [document]: TreeBranches,
  dotenv: Store,
): Readonly<Record<string, string>> {
  const entries = (document?.items ?? []).filter((item) => !isComment(item)).map(scalarEntry)
  // The last value of a key counts, and only it has to be text; NUL is refused in all, as in sops.
  const values = [...new Map(entries)]
  return Object.fromEntries(values.map(([key, value]) => [key, textOf(key, value, dotenv)]))
}

function scalarEntry({ key, value }: TreeEntry): readonly [string, TreeScalar] {
  if (!isScalar(value)) {
    throw refused(key, 'Maps and lists cannot be put into an environment. Use exec-file instead.')
  }
  if (key.includes('=') || key.includes('\0')) {
    throw refused(key, 'The name of a variable cannot hold "=" or NUL. Rename the key.')
  }
  if (hasNul(value)) throw refused(key, notText)
  return [key, value]
}

const notText = 'A variable holds UTF-8 text without NUL, and this value is something else.'

function hasNul(value: TreeScalar): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return value instanceof Uint8Array && value.includes(0)
}

function textOf(key: string, value: TreeScalar, dotenv: Store): string {
  const text = spelling(value, dotenv)
  if (text === undefined) throw refused(key, notText)
  return text
}

function spelling(value: TreeScalar, dotenv: Store): string | undefined {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return decodeUtf8(value)
  const name = 'value'
  const line = decodeUtf8(dotenv.emit([branch([entry(name, value)])])) ?? ''
  return line.slice(`${name}=`.length, -'\n'.length)
}

function refused(key: string, message: string): SopsError {
  return new SopsError('INVALID_ENVIRONMENT', message, { path: [key] })
}
