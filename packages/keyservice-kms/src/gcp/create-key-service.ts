import type { GcpKmsMasterKey, KeyService, KeyServiceCall } from '@sopskit/core'
import { defineKeyService, isSopsError, withDeadline } from '@sopskit/core'
import type { GcpConnection } from './create-client.ts'
import type { GcpWork } from './gcp-failures.ts'
import { callFailure, tokenFailure } from './gcp-failures.ts'
import type { GcpCall } from './operations.ts'
import { decrypt, encrypt } from './operations.ts'
import type { Lasting } from '../lasting.ts'
import { lasting } from '../lasting.ts'
import { requireResourceId } from './resource-id.ts'

/** The key service over a connection that is made when the first data key needs it. */
export function createKeyService(
  connect: () => Promise<GcpConnection>,
  deadlineMs: number,
): KeyService {
  const access = { connection: lasting(connect), deadlineMs }
  return defineKeyService({
    type: 'gcp_kms',
    name: 'GCP KMS',
    wrap: (key, dataKey, call) =>
      run(access, { key, call, code: 'WRAP_FAILED' }, (each) => encrypt(each, dataKey)),
    unwrap: (key, enc, call) =>
      run(access, { key, call, code: 'UNWRAP_FAILED' }, (each) => decrypt(each, enc)),
  })
}

interface GcpUse {
  readonly key: GcpKmsMasterKey
  readonly call: KeyServiceCall
  readonly code: GcpWork['code']
}

interface GcpAccess {
  readonly connection: Lasting<GcpConnection>
  readonly deadlineMs: number
}

type GcpOperation<T> = (call: GcpCall) => Promise<T>

async function run<T>(access: GcpAccess, use: GcpUse, work: GcpOperation<T>): Promise<T> {
  const { connection, deadlineMs } = access
  const bounds = { deadlineMs, signal: use.call.signal, subject: subjectOf(use.key) }
  try {
    return await withDeadline(bounds, () => perform(access, use, work))
  } catch (error) {
    if (isSopsError(error, 'SERVICE_UNAVAILABLE') || isSopsError(error, 'ABORTED')) {
      connection.drop(({ close }) => close())
    }
    throw error
  }
}

async function perform<T>(
  { connection, deadlineMs }: GcpAccess,
  { key, code }: GcpUse,
  work: GcpOperation<T>,
): Promise<T> {
  const resourceId = requireResourceId(key.resourceId)
  const subject = subjectOf(key)
  const client = await authorized(connection, subject)
  try {
    // Google's calls cannot be cancelled; they end by themselves.
    return await work({
      client,
      resourceId,
      subject,
      options: { timeout: deadlineMs, retry: null },
    })
  } catch (error) {
    throw callFailure(error, { subject, code })
  }
}

async function authorized(
  connection: Lasting<GcpConnection>,
  subject: string,
): Promise<GcpConnection['client']> {
  try {
    const { client, authorize } = await connection.get()
    await authorize()
    return client
  } catch (error) {
    throw tokenFailure(error, subject)
  }
}

function subjectOf({ resourceId }: GcpKmsMasterKey): string {
  return `GCP KMS key ${resourceId}`
}
