import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyService } from '@sopskit/core'
import { decrypt, encrypt } from '../../../sopskit/src/index.ts'
import { labProgram } from '../../../sopskit/test/live/lab.ts'

/** What every file of these tests holds. */
export const plain = 'password: hunter2\n'

/** How a run of the real program ended. */
export interface SopsRun {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

const program = labProgram('sops')

/** Runs sops with these variables and no others; `FILE` among the arguments is a file with that text. */
export function sops(
  args: readonly string[],
  text: string,
  env: Readonly<Record<string, string>>,
): SopsRun {
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
  try {
    const file = join(folder, 'file.yaml')
    writeFileSync(file, text)
    const words = args.map((word) => (word === 'FILE' ? file : word))
    const run = spawnSync(program, words, { cwd: folder, env, encoding: 'utf8', input: '' })
    return { exit: run.status, stdout: run.stdout, stderr: run.stderr }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A file that sops encrypted for these keys, separated by commas. */
export function sopsEncrypted(pgp: string, env: Readonly<Record<string, string>>): string {
  const run = sops(['encrypt', '--pgp', pgp, 'FILE'], plain, env)
  if (run.exit !== 0) throw new Error(`sops could not encrypt: ${run.stderr}`)
  return run.stdout
}

/** What sops decrypts a file to; fails when it does not. */
export function sopsDecrypted(text: string, env: Readonly<Record<string, string>>): string {
  const run = sops(['decrypt', 'FILE'], text, env)
  if (run.exit !== 0) throw new Error(`sops could not decrypt: ${run.stderr}`)
  return run.stdout
}

/** A file that sopskit encrypted through a service, for groups of fingerprints. */
export async function ourEncrypted(
  service: KeyService,
  ...groups: readonly (readonly string[])[]
): Promise<string> {
  const keyGroups = groups.map((group) =>
    group.map((fingerprint) => ({ type: 'pgp', fingerprint }) as const),
  )
  const result = await encrypt(plain, { format: 'yaml', keyGroups, services: [service] })
  return result.text()
}

/** What sopskit decrypts a file to through a service. */
export async function ourDecrypted(service: KeyService, text: string): Promise<string> {
  const result = await decrypt(text, { format: 'yaml', services: [service] })
  return result.text()
}
