import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { FileSystem } from './file-system.ts'

/**
 * Who is writing, and what: on one machine a process that is gone can be told by its number. The state is
 * `tmp` while content is being written, and `claim` when it is about to take the place of the target.
 */
export interface TemporaryName {
  readonly target: string
  readonly host: string
  readonly pid: number
  readonly random: string
  readonly state: 'tmp' | 'claim'
}

/** A temporary file of our own: its name, and where it is in each state. */
export interface TemporaryFile {
  readonly name: TemporaryName
  readonly paths: Readonly<Record<TemporaryName['state'], string>>
}

/** A new temporary file beside a target; nothing is there yet. */
export async function newTemporaryFile(
  target: string,
  fileSystem: FileSystem,
): Promise<TemporaryFile> {
  const name: TemporaryName = {
    target: targetTag(target),
    host: await hostTag(fileSystem),
    pid: process.pid,
    random: randomBytes(8).toString('hex'),
    state: 'tmp',
  }
  const pathOf = (state: TemporaryName['state']): string =>
    join(dirname(target), formatTemporaryName({ ...name, state }))
  return { name, paths: { tmp: pathOf('tmp'), claim: pathOf('claim') } }
}

/** The name as it stands in the folder of the target. */
export function formatTemporaryName({ target, host, pid, random, state }: TemporaryName): string {
  return `.sopskit-${target}-${host}-${pid}-${random}.${state}`
}

const pattern =
  /^\.sopskit-(?<target>[0-9a-f]{12})-(?<host>[0-9a-f]{8})-(?<pid>[1-9][0-9]{0,9})-(?<random>[0-9a-f]{16})\.(?<state>tmp|claim)$/

/** Reads a name; `undefined` for the name of anything else. */
export function parseTemporaryName(name: string): TemporaryName | undefined {
  const groups = pattern.exec(name)?.groups
  if (groups === undefined) return undefined
  const { target = '', host = '', pid = '', random = '', state } = groups
  return { target, host, pid: Number(pid), random, state: state === 'claim' ? 'claim' : 'tmp' }
}

// The whole name could be too long for one of a file.
function targetTag(target: string): string {
  return createHash('sha256').update(basename(target)).digest('hex').slice(0, 12)
}

// Containers can share a folder and the name of their host; numbers of processes they count apart.
async function hostTag(fileSystem: FileSystem): Promise<string> {
  const namespace = await fileSystem.readlink('/proc/self/ns/pid').catch(() => '')
  return createHash('sha256').update(`${hostname()}\n${namespace}`).digest('hex').slice(0, 8)
}
