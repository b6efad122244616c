import { onEncryptedFile } from '../on-encrypted-file.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'

const binaries: Readonly<Record<string, string | Uint8Array>> = {
  text: 'abc\n',
  empty: '',
  bytes: Uint8Array.of(0x00, 0xff, 0xfe),
  'json-looking': '{"data":"x"}',
  quotes: '"<&>\n',
}

/** File names and the case each makes. */
const fileNames: Readonly<Record<string, string>> = {
  'f-yml': 'f.yml',
  'f-YAML': 'f.YAML',
  'f-json': 'f.json',
  'env-dot': '.env',
  env: 'env',
  'f-env-bak': 'f.env.bak',
  'f-toml': 'f.toml',
  'f-json-enc': 'f.json.enc',
  'f-jsonc': 'f.jsonc',
}

/** Binary files, and which format a file name or a flag stands for. */
export function formats(cases: RecordedCases): void {
  for (const [name, plain] of Object.entries(binaries)) {
    const alsoAs = ['json', 'yaml'] as const
    roundTrip(cases, { id: `bin-${name}`, facts: 'B1 B2 B3 B5', format: 'binary', plain, alsoAs })
  }
  for (const [name, file] of Object.entries(fileNames)) {
    cases.record({ id: `fmt-${name}`, facts: 'F1' }, (recorder) => {
      recorder.write(file, file === '.env' ? 'a=1\n' : '{"a":"1"}')
      recorder.run(['encrypt', '--age', '${recipient0}', file], { stdout: 'enc.out', random: true })
    })
  }
  onEncryptedFile(cases, {
    id: 'fmt-override',
    facts: 'F2 F3 F4',
    format: 'json',
    plain: '{"a":"x"}',
    actions: [
      { decrypt: ['--input-type', 'yaml', '--output-type', 'dotenv'] },
      { decrypt: ['--output-type', 'bogus'] },
      { decrypt: ['--filename-override', 'x.yaml'] },
      { decrypt: ['--input-type', 'dotenv'] },
    ],
  })
}
