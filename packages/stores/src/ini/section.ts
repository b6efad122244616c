/** A section of an INI file; texts may have escaped bytes in them. */
export interface IniSection {
  readonly name: string
  /** The comment above the header, or behind it. */
  readonly comment: string | undefined
  readonly keys: readonly IniKey[]
}

/** A key of a section. */
export interface IniKey {
  readonly name: string
  readonly value: string
  /** The comment above the key and the one behind its value, together (I5). */
  readonly comment: string | undefined
}

/** The section of keys before any header (I1). */
export const defaultSection = 'DEFAULT'

/** Dropped where a file begins with it (I2). */
export const byteOrderMark = '\ufeff'
