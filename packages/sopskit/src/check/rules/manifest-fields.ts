import type { PlannedLeaf } from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import { locate } from '../locate.ts'
import { valueOf } from '../manifests.ts'
import { newFinding } from '../new-finding.ts'
import { looksSealed } from '../sealed-text.ts'

const readable = ['apiVersion', 'kind', 'metadata']

/** Manifests of which tools need to read what is encrypted (FLX-042, FLX-082). */
export const manifestFields: CheckRule = {
  name: 'manifest-fields',
  checkFile: async ({ name, path, bytes, content }) => {
    if (content.kind !== 'encrypted') return []
    const found = content.documents.map(async (tree, document) => {
      const isManifest = ['apiVersion', 'kind'].every((key) => valueOf(tree, key) !== undefined)
      const leaf = isManifest ? content.leaves[document]?.find(isHidden) : undefined
      if (leaf === undefined) return undefined
      const position = await locate({ path, bytes, document, keyPath: leaf.path })
      const message =
        'kustomize and Flux need apiVersion, kind and metadata of a manifest in clear text. Encrypt it by a rule such as encrypted_regex: ^(data|stringData)$.'
      return newFinding(name, 'MANIFEST_FIELD_ENCRYPTED', { message, keyPath: leaf.path, position })
    })
    return (await Promise.all(found)).filter((one) => one !== undefined)
  },
}

/** One that the rule leaves out is another mistake, and has a finding already. */
function isHidden({ path, value, encrypted }: PlannedLeaf): boolean {
  if (!encrypted) return false
  const [first = '', second = ''] = path
  const field = first === 'items' ? second : first
  return readable.includes(field) && typeof value === 'string' && looksSealed(value)
}
