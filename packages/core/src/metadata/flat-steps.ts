/** What stands before a key of a nested map in a flat key (D19). */
export const mapStep = '__map_'

/** What stands before the index of a list item in a flat key (D19). */
export const listStep = '__list_'

/** One step of a flat key: into a map by key, or into a list by index. */
export type FlatStep =
  { readonly kind: 'map'; readonly key: string } | { readonly kind: 'list'; readonly index: number }

/** Cuts a flat key at each step mark; an index that is no number counts as 0 (D20). */
export function splitFlatKey(flatKey: string): readonly FlatStep[] {
  const [first = '', ...pieces] = flatKey.split(/(__map_|__list_)/)
  const marks = pieces.filter((_, index) => index % 2 === 0)
  const texts = pieces.filter((_, index) => index % 2 === 1)
  const steps = marks.map((mark, index) => toStep(mark, texts[index] ?? ''))
  return [{ kind: 'map', key: first }, ...steps]
}

function toStep(mark: string, text: string): FlatStep {
  if (mark === mapStep) return { kind: 'map', key: text }
  return { kind: 'list', index: /^[+-]?\d+$/.test(text) ? Number(text) : 0 }
}
