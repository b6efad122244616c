import fc from 'fast-check'

/** Texts with something cut, doubled or put in: most of them mean something else, many mean nothing. */
export function damaged(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const damage = fc.record({
    from: fc.nat(1000),
    length: fc.nat(6),
    put: fc.constantFrom('', ...inserted),
    kind: fc.nat(3),
  })
  return fc
    .tuple(texts, fc.array(damage, { minLength: 1, maxLength: 2 }))
    .map(([text, all]) => all.reduce(apply, text))
}

const inserted = [
  '\t',
  ' ',
  '\n',
  '#',
  ' #',
  ':',
  '- ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '&a ',
  '*a',
  '!!int ',
  '|',
  '<<: ',
  '---\n',
  '...\n',
  '%',
  '\u0007',
  'é',
  '0',
  '\\',
  '? ',
  'sops: ',
]

interface Damage {
  readonly from: number
  readonly length: number
  readonly put: string
  readonly kind: number
}

function apply(text: string, { from, length, put, kind }: Damage): string {
  const at = text.length === 0 ? 0 : from % text.length
  if (kind === 0) return text.slice(0, at)
  const end = kind === 1 ? at + length : at
  return text.slice(0, at) + put + text.slice(end)
}
