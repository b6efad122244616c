import { testRecipient } from '../../test-identities.ts'
import type { CaseRecorder } from '../case-recorder.ts'
import { craft, oneValue } from '../crafted.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'
import { everyKindOfKey } from './metadata.ts'

const thresholds: Readonly<Record<string, number | null>> = {
  default: null,
  two: 2,
  one: 1,
  four: 4,
}

/** Identities that try to open a file of three groups. */
const attempts = [[0], [0, 1], [1, 2], [0, 1, 2]]

/** Secret sharing between groups, and which key of a group is used. */
export function keyGroups(cases: RecordedCases): void {
  for (const [name, threshold] of Object.entries(thresholds)) {
    cases.record({ id: `shamir-${name}`, facts: 'S2 S3 S4 S6 D3 D6 Z6' }, (recorder) => {
      recorder.write('.sops.yaml', threeGroups(threshold)).write('plain.json', '{"a":"x"}')
      if (recorder.run(['encrypt', 'plain.json'], { stdout: 'enc.json', random: true }) !== 0)
        return
      for (const identities of attempts) attempt(recorder, identities)
      if (name === 'two') everyFormat(recorder)
    })
  }
  const both = `${testRecipient(0)}, ${testRecipient(1)}`
  const config = `creation_rules:\n  - shamir_threshold: 3\n    key_groups:\n      - age: [${both}]\n`
  roundTrip(cases, {
    id: 'shamir-one-group',
    facts: 'S5 D6',
    format: 'json',
    plain: '{"a":"x"}',
    config,
  })
  keyChoice(cases)
}

function threeGroups(threshold: number | null): string {
  const line = threshold === null ? '' : `    shamir_threshold: ${threshold}\n`
  const groups = [0, 1, 2].map((n) => `      - age: [${testRecipient(n)}]\n`).join('')
  return `creation_rules:\n  - path_regex: .*\n${line}    key_groups:\n${groups}`
}

function attempt(recorder: CaseRecorder, identities: readonly number[]): void {
  const keys = identities.map((n) => `\${identity${n}}`).join(' ')
  const env = { SOPS_AGE_KEY: keys, SOPS_AGE_KEY_FILE: null }
  recorder.run(['decrypt', 'enc.json'], { stdout: `dec.${identities.join('')}.out`, env })
}

function everyFormat(recorder: CaseRecorder): void {
  const plain = { yaml: 'a: x\n', env: 'a=x\n', ini: '[s]\na=x\n' }
  for (const [extension, text] of Object.entries(plain)) {
    recorder.write(`plain.${extension}`, text)
    recorder.run(['encrypt', `plain.${extension}`], { stdout: `enc.${extension}`, random: true })
  }
  const document = JSON.parse(recorder.readText('enc.json')) as { sops: { key_groups: unknown[] } }
  const [first, , third] = document.sops.key_groups
  const withGroups = (groups: readonly unknown[]): string =>
    JSON.stringify({ ...document, sops: { ...document.sops, key_groups: groups } })
  recorder.write('dup.json', withGroups([first, first, third]))
  recorder.run(['decrypt', 'dup.json'], { stdout: 'dec.dup.out' })
  recorder.write('single.json', withGroups([first]))
  recorder.run(['decrypt', 'single.json'], { stdout: 'dec.single.out' })
}

function keyChoice(cases: RecordedCases): void {
  cases.record({ id: 'key-order', facts: 'K5 D9 Z6' }, (recorder) => {
    const { document } = craft(recorder.lab, { fields: oneValue, metadata: everyKindOfKey })
    const broken = { ...document.sops, age: [{ enc: 'broken', recipient: testRecipient(0) }] }
    recorder.write('enc.json', JSON.stringify({ ...document, sops: broken }, null, 1))
    recorder.write(
      'dup.json',
      JSON.stringify(craft(recorder.lab, { fields: oneValue }).document, null, 1),
    )
    recorder.run(['decrypt', '--decryption-order', 'age,age', 'dup.json'])
    recorder.run(['decrypt', '--decryption-order', 'bogus', 'dup.json'], { stdout: 'dec.out' })
  })
  cases.record({ id: 'key-second-works', facts: 'K5' }, (recorder) => {
    const { document } = craft(recorder.lab, { fields: oneValue })
    const age = [
      { enc: 'garbage', recipient: testRecipient(1) },
      ...(document.sops['age'] as unknown[]),
    ]
    recorder.write(
      'enc.json',
      JSON.stringify({ ...document, sops: { ...document.sops, age } }, null, 1),
    )
    recorder.run(['decrypt', 'enc.json'], { stdout: 'dec.out' })
  })
  cases.record({ id: 'key-none', facts: 'K7 Z6' }, (recorder) => {
    recorder.write(
      'enc.json',
      JSON.stringify(craft(recorder.lab, { fields: oneValue }).document, null, 1),
    )
    recorder.run(['decrypt', 'enc.json'], { env: { SOPS_AGE_KEY_FILE: null } })
    recorder.run(['decrypt', 'enc.json'], { env: { SOPS_AGE_KEY_FILE: '${keyFile1}' } })
  })
}
