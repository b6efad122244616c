/** Where in the tree a value stands: a chain towards the root, so that going down costs one small object. */
export interface Place {
  readonly outer: Place | undefined
  /** The map key that leads here; lists have none (V5). */
  readonly key: string | undefined
  /** Maps and lists around it. */
  readonly depth: number
  /** sops reads the first document of a file by stricter rules than the others (P6). */
  readonly firstDocument: boolean
}

/** The root of one document. */
export function documentRoot(firstDocument: boolean): Place {
  return { outer: undefined, key: undefined, depth: 0, firstDocument }
}

/** The place of a map entry. */
export function underKey(outer: Place, key: string): Place {
  return { outer, key, depth: outer.depth, firstDocument: outer.firstDocument }
}

/** The inside of a map or list. */
export function inside(outer: Place): Place {
  return { outer, key: undefined, depth: outer.depth + 1, firstDocument: outer.firstDocument }
}

/** Map keys from the root. */
export function pathTo(place: Place): readonly string[] {
  const keys: string[] = []
  for (let at: Place | undefined = place; at !== undefined; at = at.outer) {
    if (at.key !== undefined) keys.push(at.key)
  }
  return keys.toReversed()
}
