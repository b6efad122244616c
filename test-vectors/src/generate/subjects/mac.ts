import { createHash } from 'node:crypto'
import { crafted, oneValue } from '../crafted.ts'
import type { CraftedCase, MacMaker } from '../crafted.ts'
import type { RecordedCases } from '../recorded-cases.ts'
import { roundTrip } from '../round-trip.ts'
import { sealValue } from '../value-text.ts'

/** What the hash starts with under `mac_only_encrypted` (M5). */
export const macOnlyEncryptedPrefix: Uint8Array = createHash('sha256').update('sops').digest()

const wholeSeconds = '2024-01-02T03:04:05Z'

/** A MAC sealed with another `lastmodified` than the file's. */
const macFor =
  (aad: string): MacMaker =>
  (key, _, hash) =>
    sealValue(hash, { key, aad, type: 'str' })

const lowerCase: MacMaker = (key, aad, hash) =>
  sealValue(hash.toLowerCase(), { key, aad, type: 'str' })
const asInt: MacMaker = (key, aad) => sealValue('5', { key, aad, type: 'int' })

const files: Readonly<Record<string, Omit<CraftedCase, 'id' | 'fields'>>> = {
  missing: { facts: 'M7', mac: null },
  empty: { facts: 'M7', mac: '' },
  garbage: { facts: 'M7', mac: 'zzz' },
  'garbage-ignore': { facts: 'M8', mac: 'zzz', flags: ['--ignore-mac'] },
  'lower-case': { facts: 'M1 M7', mac: lowerCase },
  'wrong-aad': { facts: 'M1', mac: macFor('x') },
  'wrong-type': { facts: 'M7', mac: asInt },
  mismatch: { facts: 'M7', hashedInstead: 'y' },
  'mismatch-ignore': { facts: 'M8', hashedInstead: 'y', flags: ['--ignore-mac'] },
  'lm-fraction': {
    facts: 'D10',
    lastModified: '2024-01-02T03:04:05.5Z',
    mac: macFor(wholeSeconds),
  },
  'lm-fraction-raw': { facts: 'D10', lastModified: '2024-01-02T03:04:05.5Z' },
  'lm-zero-offset': {
    facts: 'D10',
    lastModified: '2024-01-02T03:04:05+00:00',
    mac: macFor(wholeSeconds),
  },
  'lm-offset': { facts: 'D10', lastModified: '2024-01-02T03:04:05+02:00' },
}

/** The MAC: what it covers, how it is compared, and files whose MAC is not right. */
export function mac(cases: RecordedCases): void {
  fresh(cases)
  for (const [name, file] of Object.entries(files)) {
    crafted(cases, { id: `mac-${name}`, fields: oneValue, ...file })
  }
  const unhashed = { n: { raw: null }, e: { raw: '' }, m: { raw: {} } }
  crafted(cases, { id: 'mac-added-null', facts: 'M3 M9', fields: { ...oneValue, ...unhashed } })
  onlyEncrypted(cases)
}

function fresh(cases: RecordedCases): void {
  roundTrip(cases, {
    id: 'mac-only-encrypted',
    facts: 'M5',
    format: 'json',
    plain: '{"a":"x","b_unencrypted":"y"}',
    globalFlags: ['--mac-only-encrypted'],
  })
  roundTrip(cases, {
    id: 'mac-order',
    facts: 'M1 M2 M3 V18',
    note: 'hashed bytes: x1True2.5w',
    format: 'json',
    plain: '{"b":"x","a":[1,true,{"z":2.50,"y":null}],"c_unencrypted":{"q":"w"},"e":""}',
  })
}

function onlyEncrypted(cases: RecordedCases): void {
  crafted(cases, {
    id: 'mac-only-encrypted-tampered-plain',
    facts: 'M5',
    fields: { ...oneValue, b_unencrypted: { raw: 'anything', hashed: '' } },
    metadata: { mac_only_encrypted: true },
    hashPrefix: macOnlyEncryptedPrefix,
  })
  crafted(cases, {
    id: 'mac-only-encrypted-as-text',
    facts: 'M5 D15',
    fields: oneValue,
    metadata: { mac_only_encrypted: 'true' },
    hashPrefix: macOnlyEncryptedPrefix,
  })
}
