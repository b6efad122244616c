/**
 * The additional data that binds a value to its place: its map keys, raw, each followed by a colon. A
 * leaf of the top level's own, such as a comment, has a single colon (V5, V6, V7).
 */
export function valueAad(path: readonly string[]): string {
  return `${path.join(':')}:`
}
