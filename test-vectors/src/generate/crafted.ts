import { createHash, randomBytes } from 'node:crypto'
import { testRecipient } from '../test-identities.ts'
import { wrapDataKey } from './age.ts'
import type { CaseHeader, RunOptions } from './case-recorder.ts'
import type { Lab } from './lab.ts'
import type { RecordedCases } from './recorded-cases.ts'
import { sealValue } from './value-text.ts'

/** One key of a crafted file: encrypted bytes of a declared type, or any JSON value as it stands. */
export type CraftedField =
  | { readonly plaintext: string | Uint8Array; readonly type: string; readonly hashed?: string }
  | { readonly raw: unknown; readonly hashed?: string }

/** Makes the `mac` field from the data key, the `lastmodified` text and the right hash. */
export type MacMaker = (dataKey: Uint8Array, lastModified: string, hash: string) => string

/** An encrypted JSON file put together by hand, mostly to be broken in one place. */
export interface CraftedFile {
  readonly fields: Readonly<Record<string, CraftedField>>
  readonly dataKey?: Uint8Array
  readonly lastModified?: string
  /** Metadata to add or replace; `undefined` takes a field away. */
  readonly metadata?: Readonly<Record<string, unknown>>
  /** The right MAC when absent, none when `null`. */
  readonly mac?: string | null | MacMaker
  /** Bytes the hash starts with (M5). */
  readonly hashPrefix?: Uint8Array
  /** Hashed instead of the fields. */
  readonly hashedInstead?: string
}

/** A JSON document with a `sops` block. */
export type CraftedDocument = Record<string, unknown> & { sops: Record<string, unknown> }

/** What a crafted document is encrypted with, beside the document. */
export interface Crafted {
  readonly document: CraftedDocument
  readonly dataKey: Uint8Array
}

const releaseOfCraftedFiles = '3.13.2'

/** Puts an encrypted JSON document together. */
export function craft(lab: Lab, file: CraftedFile): Crafted {
  const dataKey = file.dataKey ?? randomBytes(32)
  const values: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(file.fields)) {
    values[key] =
      'raw' in field
        ? field.raw
        : sealValue(field.plaintext, { key: dataKey, aad: `${key}:`, type: field.type })
  }
  const sops = withChanges(metadataOf(lab, file, dataKey), file.metadata ?? {})
  return { document: { ...values, sops }, dataKey }
}

function metadataOf(lab: Lab, file: CraftedFile, dataKey: Uint8Array): Record<string, unknown> {
  const lastmodified = file.lastModified ?? '2024-01-02T03:04:05Z'
  const make = file.mac === undefined ? rightMac : file.mac
  const mac = typeof make === 'function' ? make(dataKey, lastmodified, hashOf(file)) : make
  return {
    age: [{ enc: wrapDataKey(lab, dataKey), recipient: testRecipient(0) }],
    lastmodified,
    ...(mac !== null && { mac }),
    version: releaseOfCraftedFiles,
  }
}

/** The MAC sops would write. */
const rightMac: MacMaker = (key, aad, hash) => sealValue(hash, { key, aad, type: 'str' })

function hashOf(file: CraftedFile): string {
  const hash = createHash('sha512').update(file.hashPrefix ?? '')
  if (file.hashedInstead !== undefined) hash.update(file.hashedInstead)
  else for (const field of Object.values(file.fields)) hash.update(hashedBytes(field))
  return hash.digest('hex').toUpperCase()
}

function hashedBytes(field: CraftedField): string | Uint8Array {
  if (field.hashed !== undefined) return field.hashed
  if ('plaintext' in field) return field.plaintext
  return typeof field.raw === 'string' ? field.raw : ''
}

function withChanges(
  block: Record<string, unknown>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const all = { ...block, ...changes }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** A crafted file that is decrypted once. */
export interface CraftedCase extends CaseHeader, CraftedFile {
  readonly flags?: readonly string[]
  readonly env?: RunOptions['env']
  /** Changes the document before it is written. */
  readonly change?: (crafted: Crafted) => unknown
}

/** Records the decryption of a crafted file. */
export function crafted(cases: RecordedCases, file: CraftedCase): void {
  cases.record(file, (recorder) => {
    const made = craft(recorder.lab, file)
    const document = file.change === undefined ? made.document : file.change(made)
    recorder.write('enc.json', `${JSON.stringify(document, null, 1)}\n`)
    recorder.knowDataKey(made.dataKey)
    recorder.run(['decrypt', ...(file.flags ?? []), 'enc.json'], {
      stdout: 'dec.out',
      ...(file.env !== undefined && { env: file.env }),
    })
  })
}

/** The one encrypted value most crafted files hold: key `a`, text `x`. */
export const oneValue: Readonly<Record<string, CraftedField>> = {
  a: { plaintext: 'x', type: 'str' },
}
