import { loadPackage, SopsError } from '@sopskit/core'
import type { GcsClient, S3Client } from './clients.ts'
import { requireOwnProcess } from './require-own-process.ts'

/** An object and where it goes. */
export interface BucketUpload {
  readonly bucket: string
  readonly key: string
  readonly bytes: Uint8Array
}

/** Puts an object into a bucket of S3. */
export async function uploadToS3(
  client: S3Client,
  { bucket, key, bytes }: BucketUpload,
  abortSignal: AbortSignal,
): Promise<void> {
  // What the client of sops writes.
  const ContentType = 'application/octet-stream'
  const object = { Bucket: bucket, Key: key, Body: bytes, ContentType }
  await client.putObject(object, { abortSignal })
}

type Variables = Readonly<Record<string, string | undefined>>

/** The client of AWS, with credentials and region from where its programs take them. */
export async function s3Client(env: Variables): Promise<S3Client> {
  const name = '@aws-sdk/client-s3'
  const { S3 } = await loadPackage(name, () => import('@aws-sdk/client-s3'))
  requireOwnProcess(env, { client: 's3', names: /^(?:AWS_|HOME$|USERPROFILE$)/ })
  const client = new S3({})
  await client.config.region().catch(() => {
    throw new SopsError('PUBLISH_FAILED', 'AWS needs to know a region. Set AWS_REGION.')
  })
  return client
}

/** Puts an object into a bucket of Google Cloud Storage, in one request. */
export async function uploadToGcs(
  client: GcsClient,
  { bucket, key, bytes }: BucketUpload,
  timeout: number,
): Promise<void> {
  // What sops finds in every encrypted file.
  const contentType = 'text/plain; charset=utf-8'
  const file = client.bucket(bucket).file(key)
  await file.save(Buffer.from(bytes), { resumable: false, contentType, timeout })
}

/** The client of Google, with credentials from where its programs take them. */
export async function gcsClient(env: Variables): Promise<GcsClient> {
  const name = '@google-cloud/storage'
  const { Storage } = await loadPackage(name, () => import('@google-cloud/storage'))
  requireOwnProcess(env, {
    client: 'gcs',
    names: /^(?:GOOGLE_|GCLOUD_|GCE_|CLOUDSDK_|HOME$|APPDATA$)/,
  })
  const emulator = env['STORAGE_EMULATOR_HOST'] ?? ''
  if (emulator === '') return new Storage()
  return new Storage({ apiEndpoint: /^https?:/.test(emulator) ? emulator : `http://${emulator}` })
}
