/**
 * A SOPS value as JavaScript holds it. An integral `number` and a `bigint` are SOPS ints, every other
 * `number` a float, a `Date` a timestamp, a `Uint8Array` a string whose bytes are not valid UTF-8.
 */
export type PlainValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly PlainValue[]
  | PlainObject

/** A map as JavaScript holds it. Maps made by sopskit have no prototype. */
export interface PlainObject {
  readonly [key: string]: PlainValue
}

/** How values become JavaScript values. */
export interface PlainOptions {
  /**
   * `number-when-safe` (the default) gives a `number` for ints of up to 53 bits and a `bigint` for the
   * rest; `bigint` gives a `bigint` for every int, so that its type does not depend on its size.
   */
  readonly integers?: 'number-when-safe' | 'bigint' | undefined
  /**
   * `text` (the default) gives timestamps as RFC 3339 text, with their zone and every digit of their
   * fraction; `date` gives `Date` objects, which keep milliseconds and no zone.
   */
  readonly timestamps?: 'text' | 'date' | undefined
}
