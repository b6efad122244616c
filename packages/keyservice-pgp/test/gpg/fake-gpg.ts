import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyService } from '@sopskit/core'
import type { GpgCall, GpgResult, RunGpg } from '@sopskit/keyservice-pgp/gpg'
import { afterEach } from 'vitest'

const folders: string[] = []

/** A program in place of gpg, written for `sh`; it is removed after the test. */
export async function fakeGpg(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sopskit-gpg-'))
  folders.push(folder)
  const program = join(folder, 'gpg')
  await writeFile(program, `#!/bin/sh\n${script}\n`)
  await chmod(program, 0o755)
  return program
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A run that ends as told, and the calls that it saw. */
export function scriptedRun(result: Partial<GpgResult>) {
  const calls: GpgCall[] = []
  const run: RunGpg = async (call) => {
    calls.push(call)
    return { status: 0, stdout: new Uint8Array(), stderr: '', ...result }
  }
  return { calls, run }
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** What gpg would do with the keys of another service, to its arguments. */
export function runWith(service: KeyService): RunGpg {
  return async ({ args, stdin }) => {
    const fingerprint = args.includes('-r') ? (args[args.indexOf('-r') + 1] ?? '') : ''
    const key = { type: 'pgp', fingerprint } as const
    try {
      if (args.includes('-d')) {
        const dataKey = await service.unwrap(key, text(stdin), {})
        return { status: 0, stdout: dataKey ?? new Uint8Array(), stderr: '' }
      }
      const enc = (await service.wrap(key, stdin, {})) ?? ''
      return { status: 0, stdout: new TextEncoder().encode(`${enc}\n`), stderr: '' }
    } catch {
      return {
        status: 2,
        stdout: new Uint8Array(),
        stderr: 'gpg: decryption failed: No secret key',
      }
    }
  }
}
