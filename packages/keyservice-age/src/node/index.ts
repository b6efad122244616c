export type { AgeEnvironment } from './age-environment.ts'
export { ageIdentitiesFromEnvironment } from './identities-from-environment.ts'
export type { AgeIdentitySearch, AgeSourceFailure } from './identities-from-environment.ts'
export { ageKeyServiceFromEnvironment } from './key-service-from-environment.ts'
