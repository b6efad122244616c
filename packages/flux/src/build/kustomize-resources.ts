import { join } from 'node:path'
import { SopsError, type TreeBranch } from '@sopskit/core'
import { atPlace } from '../at-place.ts'
import { loadYaml } from '../tree/load-yaml.ts'
import type { RunKustomize } from './run-kustomize.ts'

/** A build by the real kustomize. */
export interface KustomizeBuild {
  /** The scratch copy, and the folder in it. */
  readonly root: string
  readonly folder: string
  readonly program: string
  readonly run: RunKustomize
  /** Where it finds programs; it gets no other variable of this process. */
  readonly path: string
  /** Its messages quote what they are about, which may have been decrypted. */
  readonly withholdMessages: boolean
  readonly signal: AbortSignal | undefined
}

/**
 * Runs `kustomize build` in the scratch copy and reads what it prints. As for the controller, files of other
 * folders below the root can be named; what leads out of it was refused before.
 *
 * @throws {@link SopsError} `COMMAND_FAILED`.
 */
export async function kustomizeResources(build: KustomizeBuild): Promise<readonly TreeBranch[]> {
  const { root, folder, program, run, path, signal } = build
  const { status, stdout, stderr } = await run({
    program,
    args: ['build', '--load-restrictor', 'LoadRestrictionsNone', join(root, folder)],
    cwd: root,
    // Where it would look for plugins and what git is told; nothing of this user's.
    env: { PATH: path, HOME: root, XDG_CONFIG_HOME: root, TMPDIR: root, GIT_TERMINAL_PROMPT: '0' },
    signal,
  })
  if (status !== 0) throw failed(stderr, build)
  return atPlace('the output of kustomize', () => loadYaml(stdout))
}

function failed(stderr: string, { root, withholdMessages }: KustomizeBuild): SopsError {
  const said = stderr.replaceAll(root, '.').trim().slice(0, 2000)
  const why = withholdMessages
    ? 'What it says is withheld, for it could quote what was decrypted; "kustomize build" in the repository itself shows errors that have nothing to do with that.'
    : said === ''
      ? 'It says nothing.'
      : `It says: ${said}`
  return new SopsError('COMMAND_FAILED', `kustomize failed. ${why}`)
}
