// The tree
export * from './tree/create.ts'
export * from './tree/guards.ts'
export type * from './tree/tree.ts'
export type { Store } from './store.ts'

// Errors
export { isSopsError, SopsError } from './errors/sops-error.ts'
export type { SopsErrorDetails, TextPosition } from './errors/sops-error.ts'
export type { SopsErrorCode } from './errors/codes.ts'

// Cryptography
export { loadAead } from './aead/load-aead.ts'
export type { LoadAeadOptions } from './aead/load-aead.ts'
export type { Aead, AeadKey, SealedBox, Sha512 } from './aead/aead.ts'
export { pooledRandom } from './random/random-bytes.ts'
export type { RandomBytes } from './random/random-bytes.ts'
export { combineShares } from './shamir/combine-shares.ts'
export { splitSecret } from './shamir/split-secret.ts'
export type { SplitOptions } from './shamir/split-secret.ts'

// Keys
export { ageMasterKeys, ageRecipientKind } from './keys/age-master-keys.ts'
export type { AgeRecipientKind } from './keys/age-master-keys.ts'
export {
  DataKeyUnavailableError,
  isDataKeyUnavailable,
} from './keys/data-key-unavailable-error.ts'
export type { DataKeyAttempts } from './keys/data-key-unavailable-error.ts'
export type { ServiceOptions } from './keys/ask-services.ts'
export { defaultDecryptionOrder } from './keys/decryption-order.ts'
export { describeAttempts } from './keys/describe-attempts.ts'
export type { GroupAttempt, KeyAttempt, ServiceAttempt } from './keys/key-attempts.ts'
export { defineKeyService } from './keys/key-service.ts'
export type { KeyService, KeyServiceCall, KeyServiceDefinition } from './keys/key-service.ts'
export { KeysNotWrappedError } from './keys/keys-not-wrapped-error.ts'
export { masterKeyId, masterKeyName } from './keys/master-key-name.ts'
export type * from './keys/master-key.ts'
export { unwrapDataKey } from './keys/unwrap-data-key.ts'
export type { UnwrapOptions } from './keys/unwrap-data-key.ts'
export { wrapDataKey } from './keys/wrap-data-key.ts'
export type { WrapOptions, WrappedKeyGroups } from './keys/wrap-data-key.ts'

// Leaves and rules
export { collectLeaves } from './leaves/collect-leaves.ts'
export type { CommentLink, CommentScope, Leaf, LeafPlace } from './leaves/leaf.ts'
export { replaceLeaves } from './leaves/replace-leaves.ts'
export { compileRule } from './rules/compile-rule.ts'
export type { CompiledRule, CompileRuleOptions } from './rules/compile-rule.ts'
export { defaultRule } from './rules/encryption-rule.ts'
export type { EncryptionRule } from './rules/encryption-rule.ts'
export { planLeaves } from './rules/plan-leaves.ts'
export type { PlannedLeaf } from './rules/plan-leaves.ts'
export { selectRule } from './rules/select-rule.ts'
export type { RuleTexts } from './rules/select-rule.ts'

// MAC and metadata
export { computeMac } from './mac/compute-mac.ts'
export type { MacOptions } from './mac/compute-mac.ts'
export { attachMetadata } from './metadata/attach-metadata.ts'
export { detachMetadata } from './metadata/detach-metadata.ts'
export { hasMetadata } from './metadata/has-metadata.ts'
export type * from './metadata/metadata.ts'
export { parseMetadata } from './metadata/parse-metadata.ts'
export { serializeMetadata } from './metadata/serialize-metadata.ts'

// Operations
export { compatibleVersion } from './operations/compatible-version.ts'
export { decryptTree } from './operations/decrypt-tree.ts'
export { editTree } from './operations/edit-tree.ts'
export type { EditOptions } from './operations/edit-tree.ts'
export { encryptTree } from './operations/encrypt-tree.ts'
export type { EncryptOptions } from './operations/encrypt-tree.ts'
export { fileStatus } from './operations/file-status.ts'
export type { FileStatus } from './operations/file-status.ts'
export type { DecryptedTree, DecryptOptions } from './operations/open-tree.ts'
export { rotateTree } from './operations/rotate-tree.ts'
export type { RotateOptions } from './operations/rotate-tree.ts'
export type { EncryptedTree } from './operations/seal-document.ts'
export { updateKeys } from './operations/update-keys.ts'
export type { UpdatedTree, UpdateKeysOptions } from './operations/update-keys.ts'
export type { Warning, WarningCode } from './operations/warning.ts'

// Paths
export type { TreeNode } from './path/child.ts'
export { getAtPath } from './path/get-at-path.ts'
export { parsePath } from './path/parse-path.ts'
export { setAtPath } from './path/set-at-path.ts'
export { formatPath } from './path/tree-path.ts'
export type { TreePath } from './path/tree-path.ts'
export { unsetAtPath } from './path/unset-at-path.ts'

// Text
export { decodeBase64, encodeBase64 } from './text/base64.ts'
export { floatDigits, formatExponent, formatPositional } from './text/float-digits.ts'
export type { FloatDigits } from './text/float-digits.ts'
export { parseTimestamp } from './text/timestamp.ts'
export { decodeUtf8, encodeUtf8 } from './text/utf8.ts'
