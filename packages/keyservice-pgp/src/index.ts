export { pgpKeyService } from './pgp-key-service.ts'
export type { PgpKeyServiceOptions } from './pgp-key-service.ts'
export type { AskPassphrase, PgpKeyToUnlock } from './keys/ask-passphrase.ts'
