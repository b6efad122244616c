import type { CheckRule } from '../check-rule.ts'
import { fluxDecryptionRule } from '../flux/decryption-rule.ts'
import { insideKeyRule } from '../flux/inside-key-rule.ts'
import { kustomizationRule } from '../flux/kustomization-rule.ts'
import { brokenFile } from './broken-file.ts'
import { conflictMarkers } from './conflict-markers.ts'
import { creationRule } from './creation-rule.ts'
import { legacyFile } from './legacy-file.ts'
import { manifestFields } from './manifest-fields.ts'
import { ownMetadata } from './own-metadata.ts'
import { plainSecrets } from './plain-secrets.ts'
import { privateKeys } from './private-keys.ts'
import { publicKeyFile } from './public-key-file.ts'
import { recipients } from './recipients.ts'
import { requiredEncryption } from './required-encryption.ts'
import { selectedValues } from './selected-values.ts'

/** What every repository is checked for. */
export const commonRules: readonly CheckRule[] = [
  conflictMarkers,
  brokenFile,
  privateKeys,
  requiredEncryption,
  plainSecrets,
  ownMetadata,
  selectedValues,
  manifestFields,
  legacyFile,
  creationRule,
  recipients,
  publicKeyFile,
]

/** What a repository is checked for that Flux reads. */
export const fluxRules: readonly CheckRule[] = [
  kustomizationRule,
  fluxDecryptionRule,
  insideKeyRule,
]
