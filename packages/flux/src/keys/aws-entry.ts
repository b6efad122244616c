import { defineKeyService, SopsError } from '@sopskit/core'
import { fieldsOf, mapOfEntry } from './entry-text.ts'
import type { ReadEntry } from './key-environment.ts'

const names = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'] as const

/** Static credentials of AWS; an entry without them fails only where it is used (FLX-011). */
export const readAwsEntry: ReadEntry = async (entry, { env }) => {
  const fields = fieldsOf(entry, await mapOfEntry(entry), names)
  const { aws_access_key_id: id, aws_secret_access_key: secret } = fields
  if (id === undefined || secret === undefined)
    return { type: 'kms', service: incomplete(entry.key) }
  const { awsKmsKeyServiceFromEnvironment } = await import('@sopskit/keyservice-kms/aws')
  const service = awsKmsKeyServiceFromEnvironment({
    env: {
      ...env,
      AWS_ACCESS_KEY_ID: id,
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_SESSION_TOKEN: fields.aws_session_token,
      AWS_PROFILE: undefined,
      AWS_DEFAULT_PROFILE: undefined,
    },
  })
  return { type: 'kms', service }
}

function incomplete(key: string): ReturnType<typeof defineKeyService> {
  const refuse = async (): Promise<never> => {
    throw new SopsError(
      'PERMISSION_DENIED',
      `The entry ${JSON.stringify(key)} of the decryption Secret lacks aws_access_key_id or aws_secret_access_key.`,
    )
  }
  return defineKeyService({ type: 'kms', name: 'AWS KMS', wrap: refuse, unwrap: refuse })
}
