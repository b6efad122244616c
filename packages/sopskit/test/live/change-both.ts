import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { maskEncrypted } from '@sopskit/test-vectors'
import type { Program } from '@sopskit/test-vectors'
import type { Change } from './arbitrary/changes.ts'

/** Both sides, the folder they work in, and the file they change. */
export interface ChangePlace {
  readonly sops: Program
  readonly sopskit: Program
  readonly folder: string
  readonly extension: string
  /** The environment of every command. */
  readonly env: Readonly<Record<string, string>>
}

/** An encrypted file, and what sops decrypts it to. */
export interface ChangeState {
  readonly file: Uint8Array
  readonly plain: Uint8Array
}

/** What one side made of a change. */
export interface ChangedBy {
  readonly exit: number
  /** The file afterwards. */
  readonly bytes: Uint8Array
  /** What sops and we decrypt it to; `null` for what cannot be decrypted. */
  readonly asSops: Uint8Array | null
  readonly asWe: Uint8Array | null
}

/** What both sides made of a change, and the first thing in which they differ. */
export interface ChangedByBoth {
  readonly theirs: ChangedBy
  readonly ours: ChangedBy
  readonly difference: string | null
}

/**
 * Both sides change a copy of the same file, and each decrypts both results. They agree when the exit
 * statuses are the same, the files differ in nothing but what is random, and all decrypt to the same bytes.
 */
export async function changeBoth(
  before: ChangeState,
  change: Change,
  place: ChangePlace,
): Promise<ChangedByBoth> {
  const name = `file.${place.extension}`
  const config = join(place.folder, '.sops.yaml')
  const by = async (program: Program): Promise<ChangedBy> => {
    writeFileSync(join(place.folder, name), before.file)
    if (change.config !== undefined) writeFileSync(config, change.config)
    const args = change.command.map((word) => (word === 'FILE' ? name : word))
    const { exit } = await program({ args, cwd: place.folder, env: place.env })
    rmSync(config, { force: true })
    const bytes = readFileSync(join(place.folder, name))
    if (equal(bytes, before.file)) return { exit, bytes, asSops: before.plain, asWe: before.plain }
    const [asSops, asWe] = await Promise.all([
      decrypted(place.sops, place),
      decrypted(place.sopskit, place),
    ])
    return { exit, bytes, asSops, asWe }
  }
  const theirs = await by(place.sops)
  const ours = await by(place.sopskit)
  return { theirs, ours, difference: differenceOf(theirs, ours) }
}

async function decrypted(program: Program, place: ChangePlace): Promise<Uint8Array | null> {
  const args = ['decrypt', `file.${place.extension}`]
  const { exit, stdout } = await program({ args, cwd: place.folder, env: place.env })
  return exit === 0 ? stdout : null
}

function differenceOf(theirs: ChangedBy, ours: ChangedBy): string | null {
  if (theirs.exit !== ours.exit) return `sops exits ${theirs.exit}, we exit ${ours.exit}`
  if (masked(theirs.bytes) !== masked(ours.bytes)) return 'the files differ'
  const [reference, ...others] = [theirs.asSops, theirs.asWe, ours.asSops, ours.asWe]
  const same = others.every((bytes) => equal(reference ?? null, bytes))
  return same ? null : 'the files are not decrypted to the same bytes by both sides'
}

function equal(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right
  return Buffer.compare(left, right) === 0
}

function masked(bytes: Uint8Array): string {
  return maskEncrypted(Buffer.from(bytes).toString('latin1'))
}
