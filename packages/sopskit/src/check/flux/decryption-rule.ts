import { join } from 'node:path'
import { isBranch } from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import { type Manifest, manifestsOf, valueOf } from '../manifests.ts'
import { newFinding } from '../new-finding.ts'
import { isWithin } from '../source/git-index.ts'

/** Kustomizations of Flux that apply encrypted manifests and do not say how to decrypt them (FLX-003). */
export const fluxDecryptionRule: CheckRule = {
  name: 'flux-decryption',
  checkTree: ({ kustomizations, encryptedManifests, source, nameOf }) =>
    kustomizations.flatMap(({ name, content }) => {
      if (content.kind !== 'plain') return []
      return manifestsOf(content.documents ?? []).flatMap((manifest) => {
        const path = undecryptedPath(manifest)
        const folder = path === undefined ? undefined : join(source.root, path)
        const encrypted = encryptedManifests.find(
          (file) => folder !== undefined && isWithin(file, folder),
        )
        if (encrypted === undefined) return []
        const message = `This Kustomization has no spec.decryption, and ${JSON.stringify(nameOf(encrypted))} below its path is encrypted: Flux refuses to apply it (FLX-003).`
        return [newFinding(name, 'FLUX_NO_DECRYPTION', { message, keyPath: ['spec'] })]
      })
    }),
}

/** True for the object by which Flux applies a folder. */
export function isFluxKustomization({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')
}

function undecryptedPath(manifest: Manifest): string | undefined {
  const spec = isFluxKustomization(manifest) ? valueOf(manifest.tree, 'spec') : undefined
  if (spec === undefined || !isBranch(spec)) return undefined
  const decryption = valueOf(spec, 'decryption')
  const path = valueOf(spec, 'path')
  if (decryption !== undefined && decryption !== null) return undefined
  return typeof path === 'string' ? path : undefined
}
