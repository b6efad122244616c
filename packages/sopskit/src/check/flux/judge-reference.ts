import { dirname, resolve } from 'node:path'
import type { CheckTree } from '../check-tree.ts'
import type { FindingCode } from '../finding.ts'
import { isWithin } from '../source/git-index.ts'
import { judgeEncrypted } from './judge-encrypted.ts'
import { maxFluxFile } from './max-flux-file.ts'
import type { Reference } from './references.ts'

/** What is wrong with a path that a kustomization names. */
export interface Judgement {
  readonly code: FindingCode
  readonly message: string
}

/** Judges one path that a kustomization names. */
export async function judgeReference(
  reference: Reference,
  kustomization: string,
  tree: CheckTree,
): Promise<Judgement | undefined> {
  const { target, field } = reference
  const path = resolve(dirname(kustomization), target)
  if (target.startsWith('/') || !isWithin(path, tree.source.root)) return escapes(target)
  // What resources name can be in a form of kustomize that is no path.
  if (field === 'resources') return undefined
  // No file system has such a name.
  if (target.includes('\0')) return missing(target, undefined)
  try {
    return await judgeFile(path, reference, tree)
  } catch (error) {
    tree.onFailure(path, error)
    return undefined
  }
}

async function judgeFile(
  path: string,
  reference: Reference,
  tree: CheckTree,
): Promise<Judgement | undefined> {
  const { target } = reference
  const kind = await tree.source.kindOf(path)
  if (kind !== 'file') return kind === 'other' ? undefined : missing(target, kind)
  const bytes = await tree.source.read(path)
  if (bytes.length > maxFluxFile) return tooLarge(target)
  const encrypted = await tree.openEncrypted(path)
  return encrypted && judgeEncrypted(reference, encrypted)
}

function escapes(target: string): Judgement {
  const message = `${JSON.stringify(target)} leads out of the repository. Flux cuts such a path at its root (FLX-037), and finds no file or another one.`
  return { code: 'FLUX_PATH_ESCAPES', message }
}

function missing(target: string, kind: 'folder' | undefined): Judgement {
  const what = kind === 'folder' ? 'is a folder' : 'does not exist'
  return {
    code: 'FLUX_MISSING_FILE',
    message: `${JSON.stringify(target)} ${what}, and Flux fails without the file (FLX-036).`,
  }
}

function tooLarge(target: string): Judgement {
  const message = `${JSON.stringify(target)} has more than 5 MiB, which Flux refuses, encrypted or not (FLX-036).`
  return { code: 'FLUX_TOO_LARGE', message }
}
