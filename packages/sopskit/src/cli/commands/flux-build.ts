import { resolve } from 'node:path'
import { readInput } from '../../files/read-input.ts'
import { temporaryRoot } from '../../processes/temporary-folder.ts'
import { openingOptions } from '../opening-options.ts'
import { describeNotice } from '../report.ts'
import { given } from '../request.ts'
import type { CommandRun } from './command.ts'

/** Shows what the kustomize-controller would apply. */
export const run: CommandRun = async (request, io) => {
  const { flags, words } = request
  const { cwd, env, platform = process.platform, signal } = io
  const { buildFlux } = await import('@sopskit/flux')
  const { services, decryptionOrder } = await openingOptions(request, io)
  const secret = given(flags['decryption-secret'])
  const root = given(flags.root)
  const { manifests, notices } = await buildFlux(resolve(cwd, words[0] ?? ''), {
    services,
    decryptionOrder,
    env,
    platform,
    signal,
    root: root === undefined ? undefined : resolve(cwd, root),
    decryptionSecret:
      secret === undefined ? undefined : await readInput(resolve(cwd, secret), io.fileSystem),
    decrypt: flags['no-decryption'] !== true,
    showSecrets: flags['show-secrets'] === true,
    kustomize: programOf(given(flags.kustomize), cwd),
    temporaryRoot: temporaryRoot(env, platform),
  })
  for (const notice of notices) io.writeStderr(describeNotice({ ...notice, path: [] }))
  await io.writeStdout(manifests)
  return 0
}

/** A name is looked up in PATH; a path is one from here. */
function programOf(program: string | undefined, cwd: string): string | undefined {
  return program?.includes('/') === true ? resolve(cwd, program) : program
}
