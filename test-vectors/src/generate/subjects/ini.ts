import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'

const texts: Readonly<Record<string, string>> = {
  basic: '; top\n[s]\n# c1\na = b\nlonger_unencrypted = 5\n\n[t]\nx=\n',
  'no-section': 'a=b\n',
  'default-and': 'x=1\n[s]\na=1\n',
  'explicit-default': '[DEFAULT]\na=1\n',
  'repeat-section': '[s]\na=1\n[s]\nb=2\n',
  'repeat-key': '[s]\na=1\nb=2\na=3\n',
  quotes: '[s]\na="b c"\nb=\'d e\'\nc=`f " g`\nd="b"c"\ne="x\nf=\'x\'y\'\n',
  inline: '[s]\na=b;c\nb=d #e\nc="a;b"\nd=`a;b`\n',
  multi: '[s]\na=`m\nl`\nb="""x\n  y"""\nc=p\\\n  q\\\n  r\n',
  colon: '[s]\na: b\nc : d = e\n',
  keys: '[s]\n`k:k`=1\n"a=b" = c\nkey with space = x\n',
  'section-names': '[ s ]\na=1\n[s.t]\nb=2\n[S]\nc=3\n',
  comments: '; a\n# b\n[s] ; sc\n;; c\na=1 ; x\n# y\nb=2\n; lost\n',
  'comment-next-section': '[s]\na=1\n; foot\n[t]\nb=2\n',
  'crlf-bom': '\ufeff[s]\r\na=b\r\n',
  percent: '[s]\na=%(b)s\nb=1\n',
  'backslash-n': '[s]\na=b\\nc\n',
  'dash-key': '[s]\n-=v\n',
  'no-delim': '[s]\na\n',
  unclosed: '[s\na=1\n',
  'empty-name': '[]\na=1\n',
  'empty-key': '[s]\n=v\n',
  reserved: '[sops]\na=1\n',
  empty: '',
  'empty-sections': '[s]\n[t]\n',
  types: '[s]\na=true\nb=12\nc=1.0\n',
}

/** INI files, good and bad. */
export function ini(cases: RecordedCases): void {
  for (const [name, plain] of Object.entries(texts)) {
    const facts = 'I1 I2 I3 I4 I5 I6 I7 I8 I9 I11 I12'
    roundTrip(cases, { id: `ini-${name}`, facts, format: 'ini', plain, alsoAs: ['json', 'yaml'] })
  }
  cases.record({ id: 'ini-meta-real-newlines', facts: 'I12 H7' }, (recorder) => {
    recorder.write('plain.ini', '[s]\na=x\n')
    recorder.run(['encrypt', '--age', '${recipient0}', 'plain.ini'], {
      stdout: 'enc0.ini',
      random: true,
    })
    recorder.write('enc.ini', withRealNewlines(recorder.readText('enc0.ini')))
    recorder.run(['decrypt', 'enc.ini'], { stdout: 'dec.ini' })
  })
}

/** The form of 3.13.0 and 3.13.1: the wrapped key between triple quotes. */
function withRealNewlines(text: string): string {
  return text.replace(
    /= (-----BEGIN.*?-----)\\n\n/g,
    (_, armor: string) => `= """${armor.replaceAll('\\n', '\n')}\n"""\n`,
  )
}
