type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> }

/** The object without the properties that are `undefined`, so that the defaults of core apply. */
export function defined<T extends object>(options: T): Partial<Defined<T>> {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<Defined<T>>
}
