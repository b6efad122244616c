import { chmod, link, lstat, mkdtemp, rename, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { SopsError } from '@sopskit/core'

/** What a socket's address may have, on the systems that allow least. */
const longestPath = 103

/** A socket in the making: bound where nobody else can reach it, and put in its place when its mode is right. */
export interface UnixSocket {
  /** Where to bind. */
  readonly bindPath: string
  /** Gives the bound socket its name; only this user can connect (0600). */
  publish(): Promise<void>
  /** Removes the socket, if it is still ours, and whatever else was made. */
  remove(): Promise<void>
}

/**
 * Prepares a socket at `path`. It is bound in a folder of its own (0700), made 0600 there, and then linked to
 * its name: at no time can anybody else connect, and the socket of another server is never overwritten.
 *
 * @throws `SERVICE_UNAVAILABLE` when the folder cannot be written, `INVALID_OPTION` for a path that is too long.
 */
export async function prepareUnixSocket(path: string): Promise<UnixSocket> {
  if (
    Buffer.byteLength(join(dirname(path), '.sopskit-XXXXXX', 's')) > longestPath ||
    Buffer.byteLength(path) > longestPath
  ) {
    throw new SopsError(
      'INVALID_OPTION',
      `The path of the socket ${path} is too long. Choose a shorter one.`,
    )
  }
  const folder = await mkdtemp(join(dirname(path), '.sopskit-')).catch((error: unknown) => {
    throw cannotListen(path, error)
  })
  const bindPath = join(folder, 's')
  let inode: bigint | undefined
  return {
    bindPath,
    publish: async () => {
      try {
        await chmod(bindPath, 0o600)
        await linkInPlace(bindPath, path)
        inode = (await lstat(path, { bigint: true })).ino
      } catch (error) {
        throw error instanceof SopsError ? error : cannotListen(path, error)
      }
      await rm(folder, { recursive: true, force: true })
    },
    remove: async () => {
      await rm(folder, { recursive: true, force: true })
      if (inode !== undefined && (await inodeOf(path)) === inode) await rm(path, { force: true })
    },
  }
}

async function linkInPlace(from: string, to: string): Promise<void> {
  if (await linked(from, to)) return
  await setAside(to, join(dirname(from), 'stale'))
  if (!(await linked(from, to))) throw inUse(to)
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Takes away the socket of a server that no longer lives; anything else stays. */
async function setAside(path: string, aside: string): Promise<void> {
  const before = await lstat(path, { bigint: true })
  if (!before.isSocket()) {
    const message = `${path} exists and is no socket. Choose another path, or remove it.`
    throw new SopsError('SERVICE_UNAVAILABLE', message)
  }
  if (await isAlive(path)) throw inUse(path)
  await rename(path, aside)
  if ((await inodeOf(aside)) === before.ino) return
  // Another server was quicker, and this is its socket.
  await link(aside, path).catch(() => undefined)
  throw inUse(path)
}

/** Only a refused connection says that nobody listens. */
function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error) => resolve(!hasCode(error, 'ECONNREFUSED')))
  })
}

async function inodeOf(path: string): Promise<bigint | undefined> {
  try {
    return (await lstat(path, { bigint: true })).ino
  } catch {
    return undefined
  }
}

function inUse(path: string): SopsError {
  const message = `A key service already listens at ${path}. Use it, end it, or choose another path.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}

function cannotListen(path: string, error: unknown): SopsError {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string'
      ? ` (${error.code})`
      : ''
  const message = `No socket can be made at ${path}${code}. Choose a folder that exists and that you may write to.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
