import type { KeyService, KeyServiceCall, KmsMasterKey } from '@sopskit/core'
import {
  decodeBase64,
  defineKeyService,
  encodeBase64,
  requireCiphertext,
  requireDataKey,
  requireWrapped,
  withDeadline,
} from '@sopskit/core'
import { kmsFailure } from './failure.ts'
import { regionOfKey } from './key-arn.ts'
import type { AwsKmsClient, ConnectKms } from './kms-client.ts'

/** The key service over clients from anywhere. */
export function createKeyService(connect: ConnectKms, deadlineMs: number): KeyService {
  const ask: Ask = (request, send) => askInTime({ ...request, connect, deadlineMs }, send)
  return defineKeyService({
    type: 'kms',
    name: 'AWS KMS',
    wrap: (key, dataKey, call) => wrap({ key, call, ask }, dataKey),
    unwrap: (key, enc, call) => unwrap({ key, call, ask }, enc),
  })
}

interface Request {
  readonly key: KmsMasterKey
  readonly call: KeyServiceCall
  readonly code: 'WRAP_FAILED' | 'UNWRAP_FAILED'
}

type Send<T> = (client: AwsKmsClient, abortSignal: AbortSignal) => Promise<T>
type Ask = <T>(request: Request, send: Send<T>) => Promise<T>
type Operation = Omit<Request, 'code'> & { readonly ask: Ask }

async function wrap({ key, call, ask }: Operation, dataKey: Uint8Array): Promise<string> {
  const answer = await ask({ key, call, code: 'WRAP_FAILED' }, (client, abortSignal) =>
    // A copy, since a client is free to do with its input what it likes.
    client.encrypt({ ...addressOf(key), Plaintext: dataKey.slice() }, { abortSignal }),
  )
  return encodeBase64(requireCiphertext(answer.CiphertextBlob, subjectOf(key)))
}

async function unwrap({ key, call, ask }: Operation, enc: string): Promise<Uint8Array> {
  const CiphertextBlob = requireWrapped(decodeBase64(enc), subjectOf(key))
  const answer = await ask({ key, call, code: 'UNWRAP_FAILED' }, (client, abortSignal) =>
    client.decrypt({ ...addressOf(key), CiphertextBlob }, { abortSignal }),
  )
  return requireDataKey(answer.Plaintext, subjectOf(key))
}

async function askInTime<T>(
  request: Request & { readonly connect: ConnectKms; readonly deadlineMs: number },
  send: Send<T>,
): Promise<T> {
  const { key, call, code, connect, deadlineMs } = request
  const { arn, role, awsProfile } = key
  const subject = subjectOf(key)
  return withDeadline({ signal: call.signal, deadlineMs, subject }, async (signal) => {
    const region = regionOfKey(arn)
    try {
      return await send(await connect({ region, role, awsProfile }), signal)
    } catch (error) {
      throw kmsFailure(error, { subject, code })
    }
  })
}

/** The context goes along even when it is empty (KMS-003, KMS-004). */
function addressOf({ arn, context }: KmsMasterKey): {
  KeyId: string
  EncryptionContext: Record<string, string>
} {
  return { KeyId: arn, EncryptionContext: { ...context } }
}

function subjectOf({ arn }: KmsMasterKey): string {
  return `AWS KMS key ${arn}`
}
