import { SopsError } from '@sopskit/core'
import type { FileSystem } from '../files/file-system.ts'
import { gcsClient, s3Client, uploadToGcs, uploadToS3 } from './bucket-upload.ts'
import type { PublishClients, VaultClient } from './clients.ts'
import type { Parcel } from './content.ts'
import { statusOf } from './destination-error.ts'
import type { PublishNotice } from './publish-options.ts'
import { vaultClient } from './vault-client.ts'
import { vaultSettings } from './vault-settings.ts'
import { uploadToVault } from './vault-upload.ts'

/** What sending depends on. */
export interface UploadOptions {
  readonly clients: PublishClients
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fileSystem: FileSystem
  readonly deadlineMs: number
  readonly signal: AbortSignal
}

/** What became of a parcel. */
export interface Uploaded {
  readonly outcome: 'published' | 'unchanged'
  readonly warnings: readonly PublishNotice[]
}

/** Sends a parcel with the client that is given, or else the one that the environment leads to. */
export async function upload(parcel: Parcel, options: UploadOptions): Promise<Uploaded> {
  if ('data' in parcel) return uploadSecret(parcel, options)
  const { clients, env, signal, deadlineMs } = options
  const { destination, bytes } = parcel
  const object = { bucket: destination.bucket, key: destination.key, bytes }
  if (destination.kind === 's3') {
    await uploadToS3(clients.s3 ?? (await s3Client(env)), object, signal)
  } else {
    await uploadToGcs(clients.gcs ?? (await gcsClient(env)), object, deadlineMs)
  }
  return { outcome: 'published', warnings: [] }
}

async function uploadSecret(
  parcel: Extract<Parcel, { readonly data: unknown }>,
  options: UploadOptions,
): Promise<Uploaded> {
  const { clients, signal } = options
  const { address } = parcel.destination
  const warnings: PublishNotice[] = []
  const send = async (client: VaultClient): Promise<Uploaded> => {
    const onUnknown = (): void => void warnings.push(notCompared)
    return { outcome: await uploadToVault(client, { ...parcel, onUnknown }), warnings }
  }
  if (clients.vault !== undefined) return send(await clients.vault(address))
  const settings = await vaultSettings(options)
  try {
    return await send(await vaultClient(address, settings, signal))
  } catch (error) {
    // An agent beside the program needs none, so that only the server can tell.
    const refused = [401, 403].includes(statusOf(error) ?? 0)
    throw refused && settings.token === '' ? noToken(address) : error
  }
}

function noToken(address: string): SopsError {
  return new SopsError(
    'PERMISSION_DENIED',
    `${address} wants a token, and none was found in VAULT_TOKEN or ~/.vault-token. Set the variable, or run "vault login".`,
  )
}

const notCompared: PublishNotice = {
  code: 'NOT_COMPARED',
  path: [],
  message:
    'Vault does not tell whether it has this secret already; a new version is written, though it may be the same.',
}
