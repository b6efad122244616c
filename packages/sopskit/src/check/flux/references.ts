import { isBranch, type TreeBranch } from '@sopskit/core'
import { mapsOf, textsOf, valueOf } from '../manifests.ts'

/** A path that a kustomization names, and what for (FLX-032). */
export interface Reference {
  readonly field: 'files' | 'envs' | 'patches' | 'resources' | 'configMap'
  /** As it is written. */
  readonly target: string
  /** The key that the file has in the generated Secret, where one is written. */
  readonly key: string | undefined
  readonly keyPath: readonly string[]
}

/** The paths on the disk that a kustomization names; remote ones are left out. */
export function referencesOf(kustomization: TreeBranch): readonly Reference[] {
  return [
    ...generated(kustomization, 'secretGenerator'),
    ...generated(kustomization, 'configMapGenerator'),
    ...patches(kustomization),
    ...['resources', 'components', 'bases'].flatMap((name) =>
      textsOf(kustomization, name).map((target): Reference => ({
        field: 'resources',
        target,
        key: undefined,
        keyPath: [name],
      })),
    ),
  ].filter(({ target }) => target !== '' && !isRemote(target))
}

function generated(kustomization: TreeBranch, name: string): readonly Reference[] {
  const isSecret = name === 'secretGenerator'
  return mapsOf(kustomization, name).flatMap((generator) =>
    (['files', 'envs'] as const).flatMap((list) =>
      textsOf(generator, list).map((text): Reference => {
        const [, key, target = text] = (list === 'files' && /^([^=]*)=([^]*)$/.exec(text)) || []
        return { field: isSecret ? list : 'configMap', target, key, keyPath: [name, list] }
      }),
    ),
  )
}

function patches(kustomization: TreeBranch): readonly Reference[] {
  return mapsOf(kustomization, 'patches').flatMap((patch) => {
    const target = isBranch(patch) ? valueOf(patch, 'path') : undefined
    if (typeof target !== 'string') return []
    return [{ field: 'patches', target, key: undefined, keyPath: ['patches', 'path'] }]
  })
}

/** URLs, and the shorter forms that kustomize takes for resources. */
function isRemote(target: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:(?:\/\/|:)|git@|github\.com[/:])|\?ref=/i.test(target)
}
