import { decodeUtf8, SopsError } from '@sopskit/core'
import { type FluxFileSystem, systemCode } from '../files/file-system.ts'

/** The text of a file; `undefined` when there is none. */
export async function readText(
  path: string,
  { readFile }: Pick<FluxFileSystem, 'readFile'>,
): Promise<string | undefined> {
  const shown = JSON.stringify(path)
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw new SopsError('FILE_UNREADABLE', `${shown} cannot be read (${systemCode(error)}).`)
  }
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new SopsError('FILE_UNREADABLE', `${shown} is no text.`)
  return text
}
