import { isSopsError, SopsError } from '@sopskit/core'
import type { SopsErrorCode } from '@sopskit/core'
import type { AgePlugins, AgeStanza } from '../../plugins/age-plugins.ts'
import { pluginName } from '../../plugins/plugin-name.ts'
import type { PluginEnvironment } from './converse.ts'
import { converse } from './converse.ts'

const fileKeyLength = 16

/** The functions of `agePlugins`. */
export function pluginRunner(environment: PluginEnvironment): AgePlugins {
  return {
    wrapFileKey: (recipient, fileKey, signal) =>
      withCode('WRAP_FAILED', () => wrapFileKey({ recipient, fileKey, signal }, environment)),
    unwrapFileKey: (identity, stanzas, signal) =>
      withCode('UNWRAP_FAILED', () => unwrapFileKey({ identity, stanzas, signal }, environment)),
  }
}

interface WrapCall {
  readonly recipient: string
  readonly fileKey: Uint8Array
  readonly signal: AbortSignal | undefined
}

async function wrapFileKey(
  { recipient, fileKey, signal }: WrapCall,
  environment: PluginEnvironment,
): Promise<readonly AgeStanza[]> {
  const plugin = nameIn(recipient)
  const commands = [
    { args: ['add-recipient', recipient], body: new Uint8Array() },
    { args: ['wrap-file-key'], body: fileKey },
    { args: ['extension-labels'], body: new Uint8Array() },
  ]
  const wanted = ['recipient-stanza', 'labels']
  const run = { plugin, machine: 'recipient-v1', commands, results: wanted, signal } as const
  const { results, errors } = await converse(run, environment)
  const stanzas = results.flatMap(({ args: [command, file, ...args], body }) =>
    command === 'recipient-stanza' && file === '0' && args.length > 0 ? [{ args, body }] : [],
  )
  if (errors.length > 0 || stanzas.length === 0) throw unwilling(plugin, errors)
  return stanzas
}

interface UnwrapCall {
  readonly identity: string
  readonly stanzas: readonly AgeStanza[]
  readonly signal: AbortSignal | undefined
}

async function unwrapFileKey(
  { identity, stanzas, signal }: UnwrapCall,
  environment: PluginEnvironment,
): Promise<Uint8Array | null> {
  const plugin = nameIn(identity)
  const commands = [
    { args: ['add-identity', identity], body: new Uint8Array() },
    ...stanzas.map(({ args, body }) => ({ args: ['recipient-stanza', '0', ...args], body })),
  ]
  const run = { plugin, machine: 'identity-v1', commands, results: ['file-key'], signal } as const
  const { results, errors } = await converse(run, environment)
  const [key] = results
  if (key?.args[1] === '0' && key.body.length === fileKeyLength) return key.body
  if (errors.length > 0 || key !== undefined) throw unwilling(plugin, errors)
  return null
}

function nameIn(text: string): string {
  const name = pluginName(text)
  if (name === undefined) throw new SopsError('COMMAND_FAILED', 'This is not for an age plugin.')
  return name
}

function unwilling(plugin: string, errors: readonly string[]): SopsError {
  const about = errors.length > 0 ? `reported an error (${errors.join(', ')})` : 'gave no file key'
  return new SopsError('COMMAND_FAILED', `The age plugin age-plugin-${plugin} ${about}.`)
}

async function withCode<T>(code: SopsErrorCode, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (isSopsError(error, 'COMMAND_FAILED')) throw new SopsError(code, error.message)
    throw error
  }
}
