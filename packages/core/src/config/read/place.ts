import { SopsError, type TextPosition } from '../../errors/sops-error.ts'
import { isIdentity } from '../../keys/publishable-key.ts'
import type { TreePath } from '../../path/tree-path.ts'
import type { TreeValue } from '../../tree/tree.ts'

/** Where something of a configuration stands in its file. */
export interface ConfigSpot {
  /** The key of an entry, or the item of a list. */
  readonly position: TextPosition
  /** How a plain value is spelled, for `0123` as text is not the number 83. */
  readonly text?: string | undefined
}

/** Finds what is at a path of the first document; in lists comments do not count. */
export type LocateInConfig = (path: TreePath) => ConfigSpot | undefined

/** How a whole configuration is read. */
export interface Reading {
  readonly locate: LocateInConfig
  /** Ignore what sops ignores. */
  readonly lenient: boolean
}

/** A value, the way to it, and how it is read. */
export interface Place<Value extends TreeValue = TreeValue> {
  readonly value: Value
  readonly path: TreePath
  readonly reading: Reading
}

/** Something below a place. */
export function below<Value extends TreeValue>(
  { path, reading }: Place,
  step: string | number,
  value: Value,
): Place<Value> {
  return { value, path: [...path, step], reading }
}

/** The error for what stands at a place. */
export function mistake(place: Place, problem: string): SopsError {
  const position = positionOf(place)
  return new SopsError('CONFIG_INVALID', `${nameOf(place.path)} ${problem}`, {
    path: place.path.filter((step) => typeof step === 'string').map(publishable),
    ...(position === undefined ? {} : { position }),
  })
}

/** Where a place is in the file. */
export function positionOf({ path, reading }: Place): TextPosition | undefined {
  return reading.locate(path)?.position
}

/** False for an empty value that is to be ignored, as sops does; else it is a mistake. */
export function isPresent(place: Place): boolean {
  if (place.value !== null) return true
  if (place.reading.lenient) return false
  throw mistake(place, 'is empty: fill it in, or remove it.')
}

/** `creation_rules[0].age`, as people write it. */
function nameOf(path: TreePath): string {
  const [first = 'The configuration', ...rest] = path
  return rest.reduce<string>(
    (name, step) => name + (typeof step === 'number' ? `[${step}]` : `.${publishable(step)}`),
    publishable(String(first)),
  )
}

// Somebody may have put a secret key where a name belongs.
function publishable(name: string): string {
  return isIdentity(name) ? '(a secret key)' : name
}
