export { ageKeyService } from './age-key-service.ts'
export type { AgeKeyServiceOptions } from './age-key-service.ts'
export type {
  AgeEncryptedIdentities,
  AgeIdentity,
  AgeSshIdentity,
} from './identities/age-identity.ts'
export { parseAgeIdentities } from './identities/parse-age-identities.ts'
export type { ParseAgeIdentitiesOptions } from './identities/parse-age-identities.ts'
export type { AgePassphraseRequest, AskAgePassphrase } from './passphrase/passphrases.ts'
export type { AgePlugins, AgeStanza } from './plugins/age-plugins.ts'
