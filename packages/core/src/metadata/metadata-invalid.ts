import { SopsError } from '../errors/sops-error.ts'

/** The error for a metadata field that cannot be understood; `field` is like `kms[0].created_at`, never a value. */
export function metadataInvalid(field: string, problem: string): SopsError {
  return new SopsError('METADATA_INVALID', `The SOPS metadata is damaged: ${field} ${problem}.`)
}
