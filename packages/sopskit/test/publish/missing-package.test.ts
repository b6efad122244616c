import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity } from '@sopskit/test-vectors'
import { expect, test, vi } from 'vitest'
import { publishFile } from '../../src/index.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { destinations } from './published-file.ts'

// As if none of them were installed.
vi.mock('@aws-sdk/client-s3', () => {
  throw new Error('not installed')
})
vi.mock('@google-cloud/storage', () => {
  throw new Error('not installed')
})
vi.mock('node-vault', () => {
  throw new Error('not installed')
})

test.each([
  ['@aws-sdk/client-s3', { s3_bucket: 'b' }],
  ['@google-cloud/storage', { gcs_bucket: 'b' }],
  ['node-vault', { vault_path: 'b' }],
])('without %s the error names it', async (name, rule) => {
  const folder = await realpath(await temporaryFolder())
  await encryptedFile(folder, 'e.yaml', 'a: x\n')
  const config = await destinations(folder, rule)
  const options = { config, identities: [testIdentity(0)], env: {} }
  const error = await expectError('PACKAGE_MISSING', () =>
    publishFile(join(folder, 'e.yaml'), options),
  )
  expect(error.message).toContain(`npm install ${name}`)
})
