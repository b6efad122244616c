import type { TreeBranch, TreeValue } from '@sopskit/core'
import { isBranch } from '@sopskit/core'
import { redacted, type SecretTexts } from '../build/secret-texts.ts'
import { replaceEncrypted } from '../tree/encrypted-places.ts'
import { mapEntries, textAt, valueAt } from '../tree/entries.ts'
import type { AppliedResource } from './decrypt-resource.ts'

/** The resource without the values of a Secret, and without what was decrypted, wherever it stands. */
export function redactResource(
  { tree: shown, encrypted }: Pick<AppliedResource, 'tree' | 'encrypted'>,
  secrets: SecretTexts,
): TreeBranch {
  const tree = mapEntries(shown, (key, value) =>
    replaceEncrypted(value, encrypted && valueAt(encrypted, key), () => redacted),
  )
  const isSecret = textAt(tree, 'kind') === 'Secret'
  return mapEntries(tree, (key, value) => {
    if (key === 'apiVersion' || key === 'kind') return value
    if (key === 'metadata' && isBranch(value)) return withoutSecrets(value, secrets)
    if (isSecret && (key === 'data' || key === 'stringData')) return withoutValues(value)
    return secrets.redact(value)
  })
}

/** What a resource is found by is plain in the repository (FLX-042). */
function withoutSecrets(metadata: TreeBranch, secrets: SecretTexts): TreeBranch {
  return mapEntries(metadata, (key, value) =>
    key === 'name' || key === 'namespace' ? value : secrets.redact(value),
  )
}

function withoutValues(value: TreeValue): TreeValue {
  return isBranch(value) ? mapEntries(value, () => redacted) : redacted
}
