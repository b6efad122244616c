import { relative, resolve } from 'node:path'
import { decodeUtf8, SopsError } from '@sopskit/core'
import { quotePath } from '../../files/quote-path.ts'
import { readInput } from '../../files/read-input.ts'
import type { CommandIo } from '../command-io.ts'
import { printable } from '../report.ts'
import { type CommandRequest, given } from '../request.ts'
import type { CommandRun } from './command.ts'

/** Prepares a folder for secrets that Flux decrypts; the patch of its Kustomization goes to standard output. */
export const run: CommandRun = async ({ flags, words }, io) => {
  const { initFlux, planFluxInit } = await import('@sopskit/flux')
  const isDry = flags['dry-run'] === true
  const root = given(flags.root)
  const publicKey = given(flags['public-key'])
  const act = isDry ? planFluxInit : initFlux
  const { changes, patch } = await act({
    folder: resolve(io.cwd, words[0] ?? '.'),
    keys: keysOf(flags),
    root: root === undefined ? undefined : resolve(io.cwd, root),
    pathRegex: given(flags['path-regex']),
    publicKey: publicKey === undefined ? undefined : await readText(publicKey, io),
    privateKey: await privateKeyOf(flags, io),
    secretName: given(flags['secret-name']),
    namespace: given(flags.namespace),
    kustomization: given(flags.kustomization),
    force: flags.force === true,
    signal: io.signal,
  })
  for (const { action, path } of changes) {
    const said = isDry && action !== 'keep' ? `would ${action}` : action
    io.writeStderr(printable(`${said} ${quotePath(relative(io.cwd, path))}\n`))
  }
  io.writeStderr(advice)
  await io.writeStdout(patch)
  return 0
}

type Flags = CommandRequest['flags']

function keysOf(flags: Flags): Readonly<Record<string, string | undefined>> {
  return {
    age: given(flags.age),
    pgp: given(flags.pgp),
    kms: given(flags.kms),
    gcpKms: given(flags['gcp-kms']),
    azureKeyvault: given(flags['azure-kv']),
    hcVaultTransit: given(flags['hc-vault-transit']),
  }
}

async function privateKeyOf(
  flags: Flags,
  io: CommandIo,
): Promise<{ readonly text: string; readonly secretFile: string } | undefined> {
  const key = given(flags['private-key'])
  const out = given(flags['secret-out'])
  if (key === undefined && out === undefined) return undefined
  if (key === undefined || out === undefined) {
    throw new SopsError(
      'CONFLICTING_OPTIONS',
      'The decryption Secret needs both --private-key and --secret-out.',
    )
  }
  return { text: await readText(key, io), secretFile: resolve(io.cwd, out) }
}

async function readText(name: string, io: CommandIo): Promise<string> {
  const bytes =
    name === '-' ? await io.readStdin() : await readInput(resolve(io.cwd, name), io.fileSystem)
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new SopsError('INVALID_IDENTITY', 'A key file is no text.')
  return text
}

const advice = `Standard output has a patch of the Flux Kustomization. For readable differences, once per clone:
  git config diff.sops.textconv "sopskit decrypt"
`
