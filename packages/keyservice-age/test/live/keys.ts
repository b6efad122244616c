import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunOptions } from './lab.ts'
import { program, run } from './lab.ts'

async function must(file: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { status, stdout, stderr } = await run(file, args, options)
  if (status !== 0) throw new Error(`${file} failed: ${stderr}`)
  return stdout
}

/** Makes a key with ssh-keygen; gives the line of its public part. */
export async function sshKey(
  name: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  await must('ssh-keygen', ['-q', '-C', 'me@host', '-f', name, ...args], options)
  return readFileSync(join(options.cwd, `${name}.pub`), 'utf8').trim()
}

/** Rewrites a key with ssh-keygen: another format, or a passphrase. */
export async function changeSshKey(
  name: string,
  args: readonly string[],
  options: RunOptions,
): Promise<void> {
  await must('ssh-keygen', ['-q', '-p', '-P', '', '-f', name, ...args], options)
}

/** A file of age-keygen and its recipient. */
export interface AgeKeyFile {
  readonly text: string
  readonly identity: string
  readonly recipient: string
}

export async function ageKey(
  name: string,
  options: RunOptions,
  ...args: string[]
): Promise<AgeKeyFile> {
  await must(program('age-keygen'), [...args, '-o', name], options)
  const text = readFileSync(join(options.cwd, name), 'utf8')
  const [identity = ''] = /^AGE-.*$/m.exec(text) ?? []
  const [, recipient = ''] = /public key: (\S+)/.exec(text) ?? []
  return { text, identity, recipient }
}

/** Encrypts a file with a passphrase; the work factor is low, so that it does not take seconds. */
export async function lock(
  from: string,
  to: string,
  { passphrase, options, armored }: LockOptions,
): Promise<void> {
  const env = {
    ...options.env,
    AGE_PASSPHRASE: passphrase,
    AGE_PASSPHRASE_WORK_FACTOR: '10',
  }
  const args = ['-e', ...(armored ? ['-a'] : []), '-j', 'batchpass', '-o', to, from]
  await must(program('age'), args, { ...options, env })
}

/** How {@link lock} encrypts. */
export interface LockOptions {
  readonly passphrase: string
  readonly options: RunOptions
  readonly armored: boolean
}

/** Turns post-quantum identities into those of the plugin age-plugin-pq. */
export async function pluginIdentity(name: string, options: RunOptions): Promise<string> {
  const text = await must(program('age-plugin-pq'), ['-identity', name], options)
  return /^AGE-PLUGIN-PQ-1.*$/m.exec(text)?.[0] ?? ''
}
