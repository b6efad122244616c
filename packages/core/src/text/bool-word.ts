const truths: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const falsehoods: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

/** The truth value behind one of the words that SOPS takes for it (V-table, D15), else `undefined`. */
export function parseBoolWord(text: string): boolean | undefined {
  if (truths.has(text)) return true
  return falsehoods.has(text) ? false : undefined
}
