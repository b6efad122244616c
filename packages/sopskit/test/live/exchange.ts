import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { maskEncrypted, stepEnvironment } from '@sopskit/test-vectors'
import type { Program, ProgramResult } from '@sopskit/test-vectors'
import type { FileFormat } from '../../src/formats/file-format.ts'
import type { EncryptionFlags } from './arbitrary/encryption-flags.ts'
import { ourEncryption, sopsEncryption } from './encryption-commands.ts'

/** A document and how both sides encrypt it. */
export interface ExchangedDocument {
  readonly content: string | Uint8Array
  readonly flags: EncryptionFlags
  readonly formats: ExchangedFormats
}

/** The format of a document, of its encryption, and of what is decrypted from that. */
export interface ExchangedFormats {
  readonly plain: FileFormat
  readonly encrypted: FileFormat
  readonly decrypted: FileFormat
}

/** The three in one format. */
export function sameFormat(format: FileFormat): ExchangedFormats {
  return { plain: format, encrypted: format, decrypted: format }
}

const extensions: Readonly<Record<FileFormat, string>> = {
  yaml: 'yaml',
  json: 'json',
  dotenv: 'env',
  ini: 'ini',
  binary: 'bin',
}

/** Both sides of an exchange, and the folder they work in. */
export interface ExchangePlace {
  readonly sops: Program
  readonly sopskit: Program
  readonly folder: string
}

/** What an exchange gave. */
export interface Exchange {
  /** Who would not encrypt the document. */
  readonly refused: 'both' | 'us' | 'sops, by a crash' | null
  /** The first thing in which the two sides differ; `null` when they agree. */
  readonly difference: string | null
  /** The exit statuses of each side decrypting its own file; `null` when it has none. */
  readonly exits: { readonly theirs: number | null; readonly ours: number | null }
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
  const { folder } = place
  const { flags, formats } = document
  const extension = extensions[formats.encrypted]
  const encryption = ['--output-type', formats.encrypted, `plain.${extensions[formats.plain]}`]
  writeFileSync(join(folder, `plain.${extensions[formats.plain]}`), document.content)
  const [theirs, ours] = await Promise.all([
    run(place.sops, [...sopsEncryption(flags), ...encryption], place, document),
    run(place.sopskit, [...ourEncryption(flags), ...encryption], place, document),
  ])
  const decryption = ['decrypt', '--output-type', formats.decrypted]
  const decrypt = (program: Program, name: string): Promise<ProgramResult> =>
    run(program, [...decryption, `${name}.${extension}`], place, document)
  if (theirs.crashed === true && ours.exit === 0) {
    writeFileSync(join(folder, `ours.${extension}`), ours.stdout)
    return crashed(await decrypt(place.sops, 'ours'), await decrypt(place.sopskit, 'ours'))
  }
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
  const exits = { theirs: asReference.exit, ours: oursByUs.exit }
  return { refused: null, difference, exits, theirs: plainOf(asReference), ours: plainOf(oursByUs) }
}

function crashed(oursBySops: ProgramResult, oursByUs: ProgramResult): Exchange {
  const difference = compare(oursBySops, oursByUs, 'we decrypt our file otherwise than sops')
  return {
    refused: 'sops, by a crash',
    difference,
    exits: { theirs: null, ours: oursByUs.exit },
    theirs: null,
    ours: plainOf(oursByUs),
  }
}

const noExits = { theirs: null, ours: null }

function refusedByBoth(theirs: ProgramResult, ours: ProgramResult): Exchange {
  const same = theirs.crashed === true || theirs.exit === ours.exit
  const difference = same ? null : `sops refuses with exit ${theirs.exit}, we exit ${ours.exit}`
  return { refused: 'both', difference, exits: noExits, theirs: null, ours: null }
}

function refusedByUs(ours: ProgramResult, asReference: ProgramResult): Exchange {
  const difference = `we refuse with exit ${ours.exit} what sops encrypts`
  const exits = { theirs: asReference.exit, ours: null }
  return { refused: 'us', difference, exits, theirs: plainOf(asReference), ours: null }
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
