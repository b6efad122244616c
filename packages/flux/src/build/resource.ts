import type { TreeBranch } from '@sopskit/core'
import { isBranch, SopsError } from '@sopskit/core'
import { branchAt, textAt, valueAt } from '../tree/entries.ts'

/** A resource on its way through the build. */
export interface Resource {
  readonly tree: TreeBranch
  /** How messages name it. */
  readonly name: string
  /** How it was before: its whole file was decrypted, and its MAC verified, already. */
  readonly encrypted: TreeBranch | undefined
}

/** What identifies a resource in a cluster. */
export interface ResourceId {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
}

/** @throws {@link SopsError} `CONFIG_INVALID` for what is no resource. */
export function resourceId(tree: TreeBranch, place: string): ResourceId {
  requirePlainId(tree, place)
  const kind = textAt(tree, 'kind')
  const metadata = branchAt(tree, 'metadata')
  const name = textAt(metadata, 'name')
  if (kind !== undefined && name !== undefined && kind !== '' && name !== '') {
    const namespace = textAt(metadata, 'namespace')
    return { apiVersion: textAt(tree, 'apiVersion') ?? '', kind, namespace, name }
  }
  throw new SopsError(
    'CONFIG_INVALID',
    `${place}: This is no resource: kind and metadata.name must be plain text. Encrypt values by encrypted_regex ^(data|stringData)$, and keep other files out of the folder.`,
  )
}

/**
 * What a build and a cluster find a resource by must be plain in the repository (FLX-042).
 *
 * @throws {@link SopsError} `CONFIG_INVALID`.
 */
export function requirePlainId(tree: TreeBranch, place: string): void {
  const metadata = branchAt(tree, 'metadata')
  const texts = [
    textAt(tree, 'apiVersion'),
    textAt(tree, 'kind'),
    textAt(metadata, 'name'),
    textAt(metadata, 'namespace'),
  ]
  if (!texts.some((text) => text?.startsWith('ENC[') === true)) return
  throw new SopsError(
    'CONFIG_INVALID',
    `${place}: apiVersion, kind and metadata are encrypted, so nothing can be built of it. Encrypt it again by encrypted_regex ^(data|stringData)$.`,
  )
}

/** `Secret team/name`. */
export function describeId({ kind, namespace, name }: ResourceId): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/** What a committed or built document says of its encryption; `undefined` without a `sops` field. */
export function encryptionOf(tree: TreeBranch): 'whole' | 'half' | undefined {
  const sops = valueAt(tree, 'sops')
  if (sops === undefined || sops === null) return undefined
  const mac = isBranch(sops) ? valueAt(sops, 'mac') : undefined
  return typeof mac === 'string' && mac !== '' ? 'whole' : 'half'
}

/** The encrypted MAC, by which what was verified is known again. */
export function macOf(tree: TreeBranch): string {
  return textAt(branchAt(tree, 'sops'), 'mac') ?? ''
}

/** True for `kustomize.toolkit.fluxcd.io/decrypt: disabled` (FLX-004). */
export function isDisabled(tree: TreeBranch): boolean {
  const annotations = branchAt(branchAt(tree, 'metadata'), 'annotations')
  return textAt(annotations, 'kustomize.toolkit.fluxcd.io/decrypt')?.toLowerCase() === 'disabled'
}
