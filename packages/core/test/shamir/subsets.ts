/** All subsets of a list, each in the list's order. */
export function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.reduce<readonly (readonly T[])[]>(
    (chosen, item) => [...chosen, ...chosen.map((subset) => [...subset, item])],
    [[]],
  )
}
