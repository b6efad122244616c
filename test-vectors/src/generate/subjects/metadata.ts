import { craft, crafted, oneValue } from '../crafted.ts'
import type { CraftedCase, CraftedDocument } from '../crafted.ts'
import type { RecordedCases } from '../recorded-cases.ts'

const created_at = '2020-01-02T03:04:05Z'

/** One entry of every kind of master key, with wrapped keys that open nowhere. */
export const everyKindOfKey: Readonly<Record<string, unknown>> = {
  kms: [
    { arn: 'arn:aws:kms:us-east-1:1:key/x', created_at, enc: 'S0VZ', aws_profile: '' },
    {
      arn: 'arn2',
      role: 'ro',
      context: { b: '2', a: '1' },
      created_at: '2020-01-02T03:04:05+02:00',
      enc: 'S0VZ',
      aws_profile: 'p',
    },
  ],
  gcp_kms: [{ resource_id: 'projects/x', created_at, enc: 'G' }],
  hckms: [{ key_id: 'tr-west-1:abc', created_at, enc: 'H' }],
  azure_kv: [{ vault_url: 'https://v', name: 'n', version: '', created_at, enc: 'A' }],
  hc_vault: [
    { vault_address: 'https://h', engine_path: 'transit', key_name: 'k', created_at, enc: 'V' },
  ],
  pgp: [
    {
      created_at,
      enc: '-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----',
      fp: 'ABCD',
    },
  ],
  version: '3.7.0',
}

interface MetadataChange {
  readonly facts: string
  readonly metadata: Readonly<Record<string, unknown>>
}

const fields: Readonly<Record<string, MetadataChange>> = {
  'version-missing': { facts: 'D13', metadata: { version: undefined } },
  'version-number': { facts: 'D13', metadata: { version: 3.7 } },
  'version-garbage': { facts: 'D13', metadata: { version: 'banana' } },
  'version-future': { facts: 'D13', metadata: { version: '99.0.0' } },
  'version-1': { facts: 'D13 H1', metadata: { version: '1.0' } },
  'version-v': { facts: 'D13', metadata: { version: 'v3.1.0' } },
  'unknown-field': { facts: 'D15', metadata: { foo: { bar: 1 } } },
  'two-rules': { facts: 'R1', metadata: { encrypted_regex: 'a', unencrypted_suffix: '_u' } },
  'empty-rule': { facts: 'R1', metadata: { encrypted_regex: '', unencrypted_suffix: '_u' } },
  'null-lists': {
    facts: 'D15 H4',
    metadata: { kms: null, pgp: [], gcp_kms: null, azure_kv: [], hc_vault: [] },
  },
  'no-keys': { facts: 'D8', metadata: { age: [] } },
  'lm-missing': { facts: 'D11', metadata: { lastmodified: undefined } },
  'lm-garbage': { facts: 'D11', metadata: { lastmodified: 'yesterday' } },
  'shamir-text': { facts: 'D15 S5', metadata: { shamir_threshold: '2' } },
  'created-garbage': { facts: 'D11', metadata: { pgp: [{ fp: 'A', enc: 'x', created_at: 'no' }] } },
  'key-groups-ignored': {
    facts: 'D6',
    metadata: { key_groups: [{ age: [{ enc: 'bad', recipient: 'bad' }] }, { age: [] }] },
  },
}

type Reshape = Pick<CraftedCase, 'facts' | 'change'>

const shapes: Readonly<Record<string, Reshape>> = {
  'case-insensitive': {
    facts: 'D15',
    change: ({ document }) => ({ ...document, sops: upperCased(document) }),
  },
  'single-map': {
    facts: 'D15',
    change: ({ document }) => ({ ...document, sops: withSingleKey(document) }),
  },
  'one-group': {
    facts: 'D7',
    change: ({ document }) => ({ ...document, sops: inOneGroup(document) }),
  },
  'sops-first': { facts: 'D16', change: ({ document: { sops, ...rest } }) => ({ sops, ...rest }) },
}

/** Crafted `sops` blocks: fields left out, of other types, unknown, in odd shapes. */
export function metadata(cases: RecordedCases): void {
  for (const format of ['json', 'yaml', 'dotenv']) rewritten(cases, format)
  for (const [name, field] of Object.entries(fields)) {
    crafted(cases, { id: `meta-${name}`, fields: oneValue, ...field })
  }
  for (const [name, shape] of Object.entries(shapes)) {
    crafted(cases, { id: `meta-${name}`, fields: oneValue, ...shape })
  }
}

/** `set` writes the block anew and touches no master key. */
function rewritten(cases: RecordedCases, format: string): void {
  const note = 'set writes the block anew without touching the master keys'
  cases.record(
    { id: `meta-all-keys-${format}`, facts: 'D2 D3 D4 D11 D14 D19', note },
    (recorder) => {
      const { document, dataKey } = craft(recorder.lab, {
        fields: oneValue,
        metadata: everyKindOfKey,
      })
      recorder.write('enc.json', JSON.stringify(document, null, 1)).knowDataKey(dataKey)
      recorder.copy('enc.json', 'after.json')
      const command = ['set', '--output-type', format, 'after.json', '["b"]', '"q"']
      recorder.run(command, { random: true, changes: 'after.json' })
    },
  )
}

function upperCased({ sops }: CraftedDocument): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sops).map(([name, value]) => [name.toUpperCase(), value]),
  )
}

function withSingleKey({ sops }: CraftedDocument): Record<string, unknown> {
  const [key] = sops['age'] as readonly unknown[]
  return { ...sops, age: key }
}

function inOneGroup({ sops }: CraftedDocument): Record<string, unknown> {
  const { age, ...rest } = sops
  return { ...rest, key_groups: [{ age }] }
}
