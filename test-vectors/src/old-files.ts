import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { readJson } from './files.ts'

const folder = new URL('../old/', import.meta.url)

/** A file that an old release of sops wrote. */
export interface OldFile {
  /** The release that wrote it; for `yaml-chain` the first of many. */
  readonly version: string
  /** What it shows, the same word for every release. */
  readonly name: string
  /** Its place, like `3.7.3/json-types.enc.json`. */
  readonly file: string
  readonly format: 'yaml' | 'json' | 'dotenv' | 'ini' | 'binary'
  /** How it was written. */
  readonly command: string
  /** A second command that changed it. */
  readonly then?: string
  /** The `.sops.yaml` of these commands. */
  readonly config?: string
  /** Which test identities open it, see `testIdentity`. */
  readonly ageKeys: readonly number[]
  /** The OpenPGP key is needed to open it; others may be for that key too. */
  readonly pgp: boolean
  /** What was encrypted, before a second command. */
  readonly plain?: string
  /** What the release that wrote the file decrypts it to. */
  readonly writer: OldOutcome
  /** What sops 3.13.3 decrypts it to. */
  readonly sops: OldOutcome
  readonly note?: string
}

/** What decrypting an old file gave: the file with the standard output is there where the exit status is 0. */
export interface OldOutcome {
  readonly exit: number
  readonly stdout?: string
}

interface OldManifest {
  readonly fingerprint: string
  readonly files: readonly OldFile[]
}

/**
 * The files that old releases of sops wrote, in the manifest's order.
 *
 * @example
 * ```ts
 * import { loadOldFiles, readOldFile } from '@sopskit/test-vectors'
 * for (const { file } of loadOldFiles(({ format }) => format === 'ini')) readOldFile(file)
 * ```
 */
export function loadOldFiles(filter: (file: OldFile) => boolean = () => true): readonly OldFile[] {
  return loadOldManifest().files.filter(filter)
}

/** Where a file of `old/` lies. */
export function oldFilePath(name: string): string {
  return fileURLToPath(new URL(name, folder))
}

/** One file of `old/`, as bytes. */
export function readOldFile(name: string): Uint8Array {
  return readFileSync(oldFilePath(name))
}

/** The OpenPGP key of the old files, which is for tests only: its fingerprint, and the file with its secret half. */
export function oldPgpKey(): { readonly fingerprint: string; readonly keyFile: string } {
  const keyFile = fileURLToPath(new URL('../keys-for-tests-only/pgp-test.asc', import.meta.url))
  return { fingerprint: loadOldManifest().fingerprint, keyFile }
}

/**
 * The data key, or the share of one, that an OpenPGP message of an old file holds, so that these files can
 * be read without OpenPGP; `undefined` for any other message. For tests only.
 */
export function oldDataKey(message: string): Uint8Array | undefined {
  const id = createHash('sha256').update(message.trim()).digest('hex')
  const hex = dataKeys[id]
  return hex === undefined ? undefined : Uint8Array.from(Buffer.from(hex, 'hex'))
}

/** How many OpenPGP messages `oldDataKey` knows. */
export function oldDataKeyCount(): number {
  return Object.keys(dataKeys).length
}

const dataKeys = readJson('old/data-keys.json') as Readonly<Record<string, string>>

function loadOldManifest(): OldManifest {
  return readJson('old/manifest.json') as OldManifest
}
