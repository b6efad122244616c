/** The lines of a text that are not in another, each as often as it stands there more. */
export function differingLines(before: string, after: string): readonly string[] {
  const left = before.split('\n')
  return after.split('\n').filter((line) => {
    const index = left.indexOf(line)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}
