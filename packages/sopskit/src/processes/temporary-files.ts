import { closeSync, constants, open as openCallback, rmSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { promisify } from 'node:util'

/** The part of the file system in which plain text stands for a moment. */
export interface TemporaryFiles {
  /** Makes a folder that only this user can enter; its name is `prefix` and something random. */
  makeFolder(prefix: string): Promise<string>
  removeFolder(path: string): Promise<void>
  /** The same when the process ends and nothing can be waited for. */
  removeFolderNow(path: string): void
  /** Makes a file that only this user can read. */
  makeFile(path: string, data: Uint8Array): Promise<void>
  readFile(path: string): Promise<Uint8Array>
  /** The writing end of a named pipe. Fails while nobody reads from it, and never waits for a reader. */
  openPipe(path: string): Promise<Writable>
}

/** The temporary files of this machine. */
export const nodeTemporaryFiles: TemporaryFiles = {
  makeFolder: (prefix) => fs.mkdtemp(prefix),
  // An editor that is just ending may still write into the folder.
  removeFolder: (path) => fs.rm(path, { recursive: true, force: true, maxRetries: 5 }),
  removeFolderNow: (path) => {
    rmSync(path, { recursive: true, force: true })
  },
  makeFile: (path, data) => fs.writeFile(path, data, { flag: 'wx', mode: 0o600 }),
  readFile: (path) => fs.readFile(path),
  openPipe,
}

const openDescriptor = promisify(openCallback)

async function openPipe(path: string): Promise<Writable> {
  // Opened the usual way, a pipe without a reader would block a thread that then keeps the process from ending.
  const fd = await openDescriptor(path, constants.O_WRONLY | constants.O_NONBLOCK)
  try {
    const { Socket } = await import('node:net')
    return new Socket({ fd, readable: false, writable: true })
  } catch (error) {
    closeSync(fd)
    throw error
  }
}
