import type { KmsMasterKey } from '@sopskit/core'
import { onTestFinished } from 'vitest'
import type { FakeAws, FakeAwsOptions } from './fake-aws.ts'
import { startFakeAws } from './fake-aws.ts'

export const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
export const role = 'arn:aws:iam::111122223333:role/reader'
export const dataKey: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => index)
export const tenant = { accessKeyId: 'AKIATENANT', secretAccessKey: 'the-secret-of-the-tenant' }

export function kmsKey(parts: Partial<Omit<KmsMasterKey, 'type'>> = {}): KmsMasterKey {
  return { type: 'kms', arn, role: '', context: {}, awsProfile: '', ...parts }
}

/** A fake that stops with the test. */
export async function fakeAws(options: FakeAwsOptions = {}): Promise<FakeAws> {
  const fake = await startFakeAws(options)
  onTestFinished(fake.stop)
  return fake
}
