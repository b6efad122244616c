import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { maskEncrypted, stepEnvironment } from '@sopskit/test-vectors'
import type { Program, ProgramResult } from '@sopskit/test-vectors'
import type { EncryptionFlags } from './arbitrary/encryption-flags.ts'
import { ourEncryption, sopsEncryption } from './encryption-commands.ts'

/** A document and how both sides encrypt it. */
export interface ExchangedDocument {
  readonly text: string
  readonly flags: EncryptionFlags
}

/** Both sides of an exchange, and the folder they work in. */
export interface ExchangePlace {
  readonly sops: Program
  readonly sopskit: Program
  readonly folder: string
  readonly extension: 'yaml' | 'json'
}

/** What an exchange gave. */
export interface Exchange {
  /** Who would not encrypt the document. */
  readonly refused: 'both' | 'us' | null
  /** The first thing in which the two sides differ; `null` when they agree. */
  readonly difference: string | null
  /** The encryption of sops decrypted by sops; `null` when it cannot read its own file. */
  readonly theirs: Uint8Array | null
  /** Our encryption decrypted by ourselves; `null` when we cannot. */
  readonly ours: Uint8Array | null
}

/**
 * Both sides encrypt a document, and each decrypts both encryptions. They agree when the exit statuses are
 * the same, the encrypted files differ in nothing but what is random, each file is decrypted to the same
 * bytes by both sides, and both files to the same bytes.
 */
export async function exchange(
  document: ExchangedDocument,
  place: ExchangePlace,
): Promise<Exchange> {
  const { extension, folder } = place
  writeFileSync(join(folder, `plain.${extension}`), document.text)
  const [theirs, ours] = await Promise.all([
    run(place.sops, sopsEncryption(document.flags, extension), place, document),
    run(place.sopskit, ourEncryption(document.flags, extension), place, document),
  ])
  const decrypt = (program: Program, name: string): Promise<ProgramResult> =>
    run(program, ['decrypt', `${name}.${extension}`], place, document)
  if (theirs.exit !== 0) return refusedByBoth(theirs, ours)
  writeFileSync(join(folder, `theirs.${extension}`), theirs.stdout)
  if (ours.exit !== 0) return refusedByUs(ours, await decrypt(place.sops, 'theirs'))
  writeFileSync(join(folder, `ours.${extension}`), ours.stdout)
  const [asReference, oursBySops, theirsByUs, oursByUs] = await Promise.all([
    decrypt(place.sops, 'theirs'),
    decrypt(place.sops, 'ours'),
    decrypt(place.sopskit, 'theirs'),
    decrypt(place.sopskit, 'ours'),
  ])
  const difference =
    (masked(theirs) === masked(ours) ? null : 'the encrypted files differ') ??
    compare(asReference, theirsByUs, 'we decrypt the file of sops otherwise than sops') ??
    compare(oursBySops, oursByUs, 'we decrypt our file otherwise than sops') ??
    compareMasked(asReference, oursBySops, 'sops decrypts our file otherwise than its own')
  return { refused: null, difference, theirs: plainOf(asReference), ours: plainOf(oursByUs) }
}

function refusedByBoth(theirs: ProgramResult, ours: ProgramResult): Exchange {
  const same = theirs.exit === ours.exit
  const difference = same ? null : `sops refuses with exit ${theirs.exit}, we exit ${ours.exit}`
  return { refused: 'both', difference, theirs: null, ours: null }
}

function refusedByUs(ours: ProgramResult, asReference: ProgramResult): Exchange {
  const difference = `we refuse with exit ${ours.exit} what sops encrypts`
  return { refused: 'us', difference, theirs: plainOf(asReference), ours: null }
}

function plainOf({ exit, stdout }: ProgramResult): Uint8Array | null {
  return exit === 0 ? stdout : null
}

function compare(reference: ProgramResult, other: ProgramResult, message: string): string | null {
  if (reference.exit !== other.exit)
    return `${message}: exit ${other.exit} instead of ${reference.exit}`
  return Buffer.compare(reference.stdout, other.stdout) === 0 ? null : message
}

// A comment that sops puts elsewhere when it reads its own file does not open there and stays encrypted (V21).
function compareMasked(
  reference: ProgramResult,
  other: ProgramResult,
  message: string,
): string | null {
  const plain = (result: ProgramResult): ProgramResult => ({
    ...result,
    stdout: Buffer.from(masked(result)),
  })
  return compare(plain(reference), plain(other), message)
}

function masked({ stdout }: ProgramResult): string {
  return maskEncrypted(Buffer.from(stdout).toString('latin1'))
}

function run(
  program: Program,
  args: readonly string[],
  { folder }: ExchangePlace,
  { flags }: ExchangedDocument,
): Promise<ProgramResult> {
  const identity = `\${keyFile${flags.recipients[0] ?? 0}}`
  return program({ args, cwd: folder, env: stepEnvironment({ SOPS_AGE_KEY_FILE: identity }) })
}
