import { craft, oneValue } from '../crafted.ts'
import type { FormatName } from '../formats.ts'
import { extensions } from '../formats.ts'
import type { RecordedCases } from '../recorded-cases.ts'

type NotEncrypted = Readonly<Record<string, readonly [text: string, facts: string]>>

const json: NotEncrypted = {
  'no-sops': ['{"a":"b"}', 'D18'],
  'sops-text': ['{"a":"b","sops":"x"}', 'D18'],
  'sops-null': ['{"a":"b","sops":null}', 'D18'],
  'sops-empty': ['{"a":"b","sops":{}}', 'D18'],
  array: ['[]', 'J1'],
  empty: ['', 'J1'],
}

const yaml: NotEncrypted = {
  'no-sops': ['a: b\n', 'D18'],
  'sops-empty': ['a: b\nsops: {}\n', 'D18'],
  'sops-null': ['a: b\nsops:\n', 'D18'],
  'sops-list': ['a: b\nsops: []\n', 'D18'],
  'lm-unquoted': ['a: b\nsops:\n  lastmodified: 2020-01-01T00:00:00Z\n  age: []\n', 'D12'],
  empty: ['', 'P3'],
}

const dotenv: NotEncrypted = {
  none: ['a=b\n', 'D18'],
  'no-lm': ['a=b\nsops_x=1\n', 'D11'],
  'no-keys': ['a=b\nsops_lastmodified=2020-01-01T00:00:00Z\n', 'D8'],
  gap: ['a=b\nsops_age__list_1__map_enc=x\n', 'D20'],
  mixed: ['a=b\nsops_age=1\nsops_age__list_0__map_enc=x\n', 'D20'],
  dup: ['a=b\nsops_mac=1\nsops_mac=2\n', 'D20'],
}

/** Files without metadata, with metadata that is none, or in the wrong place. */
export function metadataPlaces(cases: RecordedCases): void {
  decryptEach(cases, 'json', json)
  decryptEach(cases, 'yaml', yaml)
  decryptEach(cases, 'dotenv', dotenv)
  cases.record({ id: 'meta-json-dup-sops', facts: 'D18' }, (recorder) => {
    const { document } = craft(recorder.lab, { fields: oneValue })
    recorder.write('enc.json', `${JSON.stringify(document).slice(0, -1)},"sops":{}}`)
    recorder.run(['decrypt', 'enc.json'], { stdout: 'dec.out' })
  })
  severalDocuments(cases)
}

function decryptEach(cases: RecordedCases, format: FormatName, files: NotEncrypted): void {
  const extension = extensions[format]
  for (const [name, [text, facts]] of Object.entries(files)) {
    cases.record({ id: `meta-${extension}-${name}`, facts }, (recorder) => {
      recorder.write(`enc.${extension}`, text)
      recorder.run(['decrypt', `enc.${extension}`], { stdout: 'dec.out' })
    })
  }
}

function severalDocuments(cases: RecordedCases): void {
  cases.record({ id: 'meta-multidoc-first-only', facts: 'D17 M6' }, (recorder) => {
    recorder.write('plain.yaml', 'a: 1\n---\nb: x\n')
    recorder.run(['encrypt', '--age', '${recipient0}', 'plain.yaml'], {
      stdout: 'both.yaml',
      random: true,
    })
    const [one = '', two = ''] = recorder.readText('both.yaml').split(/^---\n/m)
    const [bareOne, bareTwo] = [one, two].map((document) => document.replace(/^sops:.*/ms, ''))
    recorder.write('first.yaml', `${one}---\n${bareTwo}`)
    recorder.write('second.yaml', `${bareOne}---\n${two}`)
    recorder.write('swapped.yaml', `${two}---\n${one}`)
    for (const name of ['both', 'first', 'second', 'swapped']) {
      recorder.run(['decrypt', `${name}.yaml`], { stdout: `dec.${name}.out` })
    }
  })
}
