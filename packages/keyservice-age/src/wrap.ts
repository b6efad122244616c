import { isSopsError, SopsError } from '@sopskit/core'
import type { Recipient } from 'age-encryption'
import type { AgePlugins } from './plugins/age-plugins.ts'
import { checkRecipient } from './recipients/check-recipient.ts'
import { bytesOf, streamOf } from './stream-bytes.ts'

/** What wrapping may need. */
export interface WrapTools {
  readonly plugins: AgePlugins | undefined
  readonly signal: AbortSignal | undefined
}

/** The `enc` text for one recipient (D5, AGE-003). */
export async function wrap(
  recipient: string,
  dataKey: Uint8Array,
  tools: WrapTools,
): Promise<string> {
  const target = await targetOf(recipient, tools)
  const { armor, Encrypter } = await import('age-encryption')
  try {
    const encrypter = new Encrypter()
    encrypter.addRecipient(target)
    return armor.encode(await bytesOf(await encrypter.encrypt(streamOf(dataKey))))
  } catch (error) {
    // The plugin's part makes its own errors; the library's may quote what it was given.
    if (isSopsError(error)) throw error
    const name = typeof target === 'string' ? 'age recipient' : 'SSH key'
    const message = `The data key could not be encrypted for the ${name}. Check the recipient.`
    throw new SopsError('WRAP_FAILED', message)
  }
}

async function targetOf(recipient: string, tools: WrapTools): Promise<string | Recipient> {
  const kind = checkRecipient(recipient)
  if (kind === 'native') return recipient
  if (kind === 'plugin') return pluginRecipient(recipient, tools)
  const { sshRecipient } = await import('./ssh/ssh-recipient.ts')
  return sshRecipient(recipient)
}

function pluginRecipient(recipient: string, { plugins, signal }: WrapTools): Recipient {
  if (plugins === undefined) {
    const message =
      'The age recipient is for an age plugin. Plugins are programs: give the key service agePlugins of @sopskit/keyservice-age/node to run them.'
    throw new SopsError('UNSUPPORTED_KEY_TYPE', message)
  }
  return {
    wrapFileKey: async (fileKey) => {
      const stanzas = await plugins.wrapFileKey(recipient, fileKey, signal)
      return stanzas.map(({ args, body }) => ({ args: [...args], body }))
    },
  }
}
