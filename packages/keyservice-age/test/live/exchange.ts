import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ageKeyServiceFromEnvironment } from '@sopskit/keyservice-age/node'
import type { AgeEnvironment } from '@sopskit/keyservice-age/node'
import { readFile } from 'node:fs/promises'
import type { KeyService } from '@sopskit/core'
import { expect } from 'vitest'
import { testKey } from '../support.ts'
import type { RunOptions } from './lab.ts'
import { program, run, runOnTerminal } from './lab.ts'

/** What sops writes as JSON, as far as it matters here. */
interface SopsFile {
  readonly sops: { readonly age: readonly AgeEntry[] }
}

interface AgeEntry {
  readonly recipient: string
  readonly enc: string
}

/** A recipient, and an environment in which both programs find its identity. */
export interface Subject {
  readonly recipient: string
  readonly options: RunOptions
  /** Asked for on the way; sops then gets a terminal. */
  readonly passphrase?: string
}

/** What is encrypted. */
export const plaintext = '{\n\t"greeting": "hello"\n}\n'
const known = testKey('x25519')

/** The service as the command makes it. */
export function serviceIn(
  { env, cwd }: RunOptions,
  more: Partial<AgeEnvironment> = {},
): KeyService {
  return ageKeyServiceFromEnvironment({
    env,
    platform: process.platform,
    homeDirectory: env['HOME'] ?? '',
    // Relative paths are those of the folder that sops runs in.
    readFile: (path) => readFile(resolve(cwd, path)),
    ...more,
  })
}

/**
 * Both unwrap what the other has wrapped: a data key of theirs is compared, and what their program makes of a
 * file with a data key that we wrapped is given.
 */
export async function exchange(subject: Subject): Promise<string> {
  const { recipient, options, passphrase } = subject
  const file = await encryptedBySops([known.key.recipient, recipient], options)
  const [first, second] = file.sops.age
  const service = serviceIn(options, { askPassphrase: async () => passphrase })
  const owner = ageService(known.identity)
  const expected = await owner.unwrap(known.key, first?.enc ?? '', {})
  expect(expected).toHaveLength(32)
  expect(second?.recipient).toBe(recipient)
  const key = { type: 'age', recipient } as const
  expect(await service.unwrap(key, second?.enc ?? '', {})).toEqual(expected)

  const enc = (await service.wrap(key, expected ?? new Uint8Array(), {})) ?? ''
  const ours = { ...file, sops: { ...file.sops, age: [{ recipient, enc }] } }
  writeFileSync(join(options.cwd, 'ours.json'), JSON.stringify(ours))
  return decryptedBySops(subject)
}

function ageService(identity: string): KeyService {
  const nothing = { platform: 'linux', homeDirectory: '', readFile }
  return ageKeyServiceFromEnvironment({ ...nothing, env: { SOPS_AGE_KEY: identity } })
}

async function encryptedBySops(
  recipients: readonly string[],
  options: RunOptions,
): Promise<SopsFile> {
  writeFileSync(join(options.cwd, 'plain.json'), plaintext)
  const args = ['encrypt', '--age', recipients.join(','), '--output', 'theirs.json', 'plain.json']
  const { status, stderr } = await run(program('sops'), args, options)
  expect({ status, stderr }).toMatchObject({ status: 0 })
  return JSON.parse(readFileSync(join(options.cwd, 'theirs.json'), 'utf8')) as SopsFile
}

async function decryptedBySops({ options, passphrase }: Subject): Promise<string> {
  const file = join(options.cwd, 'opened.json')
  rmSync(file, { force: true })
  const command = [program('sops'), 'decrypt', '--output', file, 'ours.json'] as const
  const { status, stderr } =
    passphrase === undefined
      ? await run(command[0], command.slice(1), options)
      : await runOnTerminal(passphrase, command, options)
  expect({ status, stderr }).toMatchObject({ status: 0 })
  return readFileSync(file, 'utf8')
}
