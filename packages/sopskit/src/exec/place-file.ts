import { delimiter, join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'
import { findProgram } from '../processes/find-program.ts'
import type { Surroundings } from '../processes/surroundings.ts'
import { offerOnce } from './offer-once.ts'

/** What stands in a temporary folder for a command to read. */
export interface PlacedFile {
  readonly path: string
  /** Takes it back; nobody is given the content any more. */
  withdraw(): Promise<void>
}

/** A file for a command to read. */
export interface FileToPlace {
  readonly folder: string
  readonly name: string
  readonly data: Uint8Array
}

/** Writes a regular file that only this user can read. */
export async function placeRegularFile(
  { folder, name, data }: FileToPlace,
  { temporaryFiles }: Surroundings,
): Promise<PlacedFile> {
  const path = join(folder, name)
  try {
    await temporaryFiles.makeFile(path, data)
  } catch (error) {
    throw fileError('FILE_UNWRITABLE', 'The temporary file cannot be written', error)
  }
  return { path, withdraw: async () => undefined }
}

/** Makes a named pipe that gives the content to one reader, so that it is never on a disk. */
export async function placePipe(
  { folder, name, data }: FileToPlace,
  surroundings: Surroundings,
): Promise<PlacedFile> {
  const path = join(folder, name)
  await makePipe(path, surroundings)
  const stop = new AbortController()
  const files = surroundings.temporaryFiles
  const offered = offerOnce(path, data, { files, signal: stop.signal })
  return {
    path,
    async withdraw() {
      stop.abort()
      await offered
    },
  }
}

/** Node has no call for it, so the program of the system does it. */
async function makePipe(path: string, surroundings: Surroundings): Promise<void> {
  const folders = [surroundings.env['PATH'] ?? '', '/usr/bin', '/bin'].filter(Boolean)
  const env = { PATH: folders.join(delimiter) }
  const found = await findProgram('mkfifo', { ...surroundings, env })
  if (found.kind !== 'found') throw noPipe()
  const args = ['-m', '600', '--', path]
  const running = await surroundings
    .start({ program: found.path, args }, { env: surroundings.env })
    .catch(() => undefined)
  const end = await running?.ended
  if (end?.status !== 0) throw noPipe()
}

function noPipe(): SopsError {
  return new SopsError(
    'COMMAND_FAILED',
    'A named pipe cannot be made: the program mkfifo is missing or fails. Ask for a regular file instead (--no-fifo).',
  )
}
