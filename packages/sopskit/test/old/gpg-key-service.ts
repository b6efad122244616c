import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineKeyService, type KeyService } from '@sopskit/core'
import { oldPgpKey } from '@sopskit/test-vectors'
import { literalData } from './literal-data.ts'

/** A key ring of gpg with the test key, and what unwraps with it. */
export interface GpgRing {
  readonly service: KeyService
  /** The `GNUPGHOME` for other programs. */
  readonly folder: string
  /** What the OpenPGP messages held that were unwrapped so far, by message. */
  readonly unwrapped: ReadonlyMap<string, Uint8Array>
  /** Ends the agent of this ring and removes it. */
  close(): void
}

/** Makes a key ring of its own. Fails when there is no gpg: these tests are not to be left out unnoticed. */
export function openGpgRing(): GpgRing {
  // A socket's path is short: the agent has one below this folder.
  const folder = mkdtempSync(join(tmpdir(), 'gpg'))
  const unwrapped = new Map<string, Uint8Array>()
  gpg(folder, ['--import', oldPgpKey().keyFile])
  const service = defineKeyService({
    type: 'pgp',
    name: 'gpg',
    wrap: async () => null,
    unwrap: async (_, enc) => {
      const dataKey = literalData(gpg(folder, ['--unwrap'], enc))
      unwrapped.set(enc, dataKey)
      return dataKey
    },
  })
  return { service, folder, unwrapped, close: () => closeRing(folder) }
}

function gpg(folder: string, args: readonly string[], input = ''): Uint8Array {
  const all = ['--homedir', folder, '--batch', '--quiet', '--no-tty', ...args]
  const run = spawnSync('gpg', all, { input, maxBuffer: 1 << 20 })
  if (run.error !== undefined) throw new Error('gpg cannot be run; install GnuPG for these tests')
  if (run.status !== 0) throw new Error(`gpg ${args[0]}: exit ${run.status}`)
  return run.stdout
}

function closeRing(folder: string): void {
  spawnSync('gpgconf', ['--homedir', folder, '--kill', 'gpg-agent'])
  rmSync(folder, { recursive: true, force: true })
}
