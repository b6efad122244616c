export { ageKeyService } from './age-key-service.ts'
export type { AgeKeyServiceOptions } from './age-key-service.ts'
export { parseAgeIdentities } from './identities/parse-age-identities.ts'
export type { ParseAgeIdentitiesOptions } from './identities/parse-age-identities.ts'
