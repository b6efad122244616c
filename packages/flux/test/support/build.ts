import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  buildFlux,
  type BuildFluxOptions,
  type BuiltFlux,
  type KustomizeCall,
  type RunKustomize,
} from '../../src/index.ts'
import { ageSecret } from './encrypted.ts'
import type { Workplace } from './workplace.ts'

/** Builds a folder of the repository with the first test key, and shows secrets. */
export function build(
  { root, scratchRoot }: Workplace,
  folder: string,
  options: BuildFluxOptions = {},
): Promise<BuiltFlux> {
  return buildFlux(join(root, folder), {
    decryptionSecret: ageSecret,
    showSecrets: true,
    temporaryRoot: scratchRoot,
    ...options,
  })
}

/** What the scratch copy held when kustomize ran. */
export interface ScratchCopy {
  readonly texts: Readonly<Record<string, string>>
  readonly modes: Readonly<Record<string, string>>
  readonly call: KustomizeCall
}

/** A stand-in for kustomize that prints given manifests and remembers what it could see. */
export function fakeKustomize(stdout = ''): {
  readonly run: RunKustomize
  readonly seen: () => ScratchCopy
} {
  let copy: ScratchCopy | undefined
  return {
    run: async (call) => {
      copy = { ...lookAt(call.cwd), call }
      return { status: 0, stdout: Buffer.from(stdout), stderr: '' }
    },
    seen: () => {
      if (copy === undefined) throw new Error('kustomize did not run')
      return copy
    },
  }
}

function lookAt(folder: string): Omit<ScratchCopy, 'call'> {
  const texts: Record<string, string> = {}
  const modes: Record<string, string> = { '.': modeOf(folder), '..': modeOf(join(folder, '..')) }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
    if (!lstatSync(path).isSymbolicLink()) modes[name] = modeOf(path)
    if (entry.isFile()) texts[name] = readFileSync(path, 'utf8')
  }
  return { texts, modes }
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}
