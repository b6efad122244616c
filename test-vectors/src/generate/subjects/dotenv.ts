import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'

const texts: Readonly<Record<string, string>> = {
  basic: '#c\nA=b\n# d\nE=\n',
  spaces: ' A=b\nC = d\nexport E=f\n',
  quotes: 'A="b c"\nB=\'d\'\n',
  escape: 'A=x\\ny\nB=x\\\\ny\nC=\\t\n',
  equals: 'A=b=c\n=x\n',
  crlf: 'A=b\r\nC=d\r\n',
  blank: '\n\nA=b\n\nB=c\n',
  dup: 'A=1\nA=2\n',
  'no-eol': 'A=b',
  empty: '',
  'plain-key': 'A_unencrypted=p\nB=2\n',
  'hash-value': 'A=b # no\nB=#x\n',
  unicode: 'A=é😀\n',
  'bad-line': 'A\n',
  'indented-comment': '  # c\nA=b\n',
  reserved: 'sops_x=1\n',
  'sops-key': 'sops=1\n',
  'empty-comment': '#\nA=b\n',
}

/** dotenv files, good and bad. */
export function dotenv(cases: RecordedCases): void {
  for (const [name, plain] of Object.entries(texts)) {
    const facts = 'N1 N2 N3 N4 N5 N6 N7'
    roundTrip(cases, {
      id: `env-${name}`,
      facts,
      format: 'dotenv',
      plain,
      alsoAs: ['json', 'yaml'],
    })
  }
  const plain = Buffer.from(`A=\u00ff\u00fe\nB=${'\u00ff'.repeat(80)}\n`, 'latin1')
  roundTrip(cases, {
    id: 'env-bytes',
    facts: 'N5 E30',
    format: 'dotenv',
    plain,
    alsoAs: ['json', 'yaml'],
  })
}
