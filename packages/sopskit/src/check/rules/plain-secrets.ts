import { branch, collectLeaves, decodeBase64, isComment, type Leaf } from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import { isKustomizationName } from '../examine.ts'
import type { Finding } from '../finding.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { locate } from '../locate.ts'
import { type Manifest, manifestsOf, mapsOf, textsOf, valueOf } from '../manifests.ts'
import { hasAnyMarker } from '../markers.ts'
import { newFinding } from '../new-finding.ts'
import { looksSealed } from '../sealed-text.ts'
import type { Subject } from '../subject.ts'

/**
 * Secrets in clear text, whatever creation rules say: a manifest that is not encrypted, and values of an encrypted
 * one that its own rule leaves out (FLX-082).
 */
export const plainSecrets: CheckRule = {
  name: 'plain-secrets',
  checkFile: async (subject) => {
    const { content } = subject
    if (content.kind !== 'plain' && content.kind !== 'encrypted') return []
    const isLeft =
      content.kind === 'plain' ? () => true : (leaf: Leaf) => !content.rule.encrypts(leaf)
    const found: Finding[] = []
    for (const manifest of manifestsOf(content.documents ?? [])) {
      const leaf = plainSecretValue(manifest, isLeft)
      if (leaf !== undefined) found.push(await findingOf(subject, manifest, leaf))
    }
    return [...found, ...(await plainLiterals(subject))]
  },
}

/** Values that a kustomization makes a Secret of. */
async function plainLiterals({ name, path, bytes, content }: Subject): Promise<readonly Finding[]> {
  if (content.kind !== 'plain' || !isKustomizationName(path)) return []
  const literals = (content.documents ?? [])
    .flatMap((document) => mapsOf(document, 'secretGenerator'))
    .flatMap((generator) => textsOf(generator, 'literals'))
  if (literals.every((text) => isPlaceholder(text.replace(/^[^=]*=/, '')))) return []
  const keyPath = ['secretGenerator', 'literals']
  const position = await locate({ path, bytes, keyPath })
  const message =
    'A Secret is generated from a value in clear text. Move it to a file, encrypt that, and name it below files or envs.'
  return [newFinding(name, 'PLAIN_SECRET', { message, keyPath, position })]
}

/** The first value of a Secret that anybody can read. */
export function plainSecretValue(
  { apiVersion, kind, tree, path }: Manifest,
  isLeft: (leaf: Leaf) => boolean = () => true,
): Leaf | undefined {
  if (kind !== 'Secret' || apiVersion !== 'v1') return undefined
  return ['data', 'stringData'].flatMap((name) => leavesBelow(tree, name)).find(isPlain)

  function isPlain(leaf: Leaf): boolean {
    const { value } = leaf
    if (isComment(value) || isPlaceholder(value) || isSealed(value)) return false
    return isLeft({ ...leaf, path: [...path, ...leaf.path] })
  }
}

function leavesBelow(tree: Manifest['tree'], name: string): readonly Leaf[] {
  const value = valueOf(tree, name)
  if (value === undefined) return []
  return collectLeaves([branch([{ kind: 'entry', key: name, value }])])
}

/** An encrypted value, or a whole file of sops in one (FLX-044). */
function isSealed(value: Leaf['value']): boolean {
  if (typeof value !== 'string') return false
  return looksSealed(value) || hasAnyMarker(decodeBase64(value) ?? Buffer.from(value))
}

async function findingOf(
  { name, path, bytes, content }: Subject,
  { document, path: prefix }: Manifest,
  leaf: Leaf,
): Promise<Finding> {
  const keyPath = [...prefix, ...leaf.path]
  const position = await locate({ path, bytes, document, keyPath })
  const advice =
    content.kind === 'encrypted'
      ? 'The rule that this file records leaves it out: encrypt the file by a rule such as ^(data|stringData)$.'
      : 'Encrypt the file, and replace what it holds if it was ever committed so.'
  const message = `A value of a Secret is in clear text. ${advice}`
  return newFinding(name, 'PLAIN_SECRET', { message, keyPath, position })
}
