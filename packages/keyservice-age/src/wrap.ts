import { SopsError } from '@sopskit/core'
import { bytesOf, streamOf } from './stream-bytes.ts'

/** The `enc` text for one recipient that was checked before (D5). */
export async function wrap(recipient: string, dataKey: Uint8Array): Promise<string> {
  const { armor, Encrypter } = await import('age-encryption')
  try {
    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    return armor.encode(await bytesOf(await encrypter.encrypt(streamOf(dataKey))))
  } catch {
    // The library's error may quote what it was given, so it is not passed on.
    const message =
      'The data key could not be encrypted for the age recipient. Check the recipient.'
    throw new SopsError('WRAP_FAILED', message)
  }
}
