import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { publishFile } from '../../src/index.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { destinations } from './published-file.ts'
import { recordingServer } from './recording-server.ts'

afterEach(() => vi.unstubAllEnvs())

test.each([
  ['s3', 'AWS_ACCESS_KEY_ID', { s3_bucket: 'b' }],
  ['gcs', 'GOOGLE_APPLICATION_CREDENTIALS', { gcs_bucket: 'b' }],
])('a file of another environment does not go to %s as the process', async (client, name, rule) => {
  const folder = await realpath(await temporaryFolder())
  await encryptedFile(folder, 'e.yaml', 'a: x\n')
  const server = await recordingServer(() => ({ status: 200, body: '' }))
  // Where the client of the process would send it, as whom.
  vi.stubEnv('AWS_ENDPOINT_URL', server.url)
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('STORAGE_EMULATOR_HOST', server.url)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv(name, 'of-the-process')
  const config = await destinations(folder, rule)
  const env = { ...process.env, [name]: 'of-a-tenant' }
  const publishing = (): Promise<unknown> => publishFile(join(folder, 'e.yaml'), { config, env })
  const error = await expectError('INVALID_OPTION', publishing)
  expect(error.message).toContain(name)
  expect(error.message).toContain(`clients.${client}`)
  expect(server.requests).toEqual([])
})
