import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { S3 } from '@aws-sdk/client-s3'
import { beforeEach, expect, test } from 'vitest'
import { publishFile } from '../../src/index.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { destinations } from './published-file.ts'
import { type Answer, recordingServer } from './recording-server.ts'

let folder: string
let path: string
let text: string

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  path = join(folder, 'e.yaml')
  text = await encryptedFile(folder, 'e.yaml', 'a: hunter2\n')
})

async function publish(answer: Answer) {
  const server = await recordingServer(() => answer)
  const credentials = { accessKeyId: 'lab', secretAccessKey: 'hunter2' }
  const s3 = new S3({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 })
  const config = await destinations(folder, { s3_bucket: 'b', s3_prefix: 'pre/ x+' })
  return { publishing: publishFile(path, { config, clients: { s3 } }), requests: server.requests }
}

test('the client of AWS sends what the one of sops sends (CLI-114)', async () => {
  const { publishing, requests } = await publish({ status: 200, body: '' })
  expect(await publishing).toMatchObject({ outcome: 'published' })
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({
    method: 'PUT',
    url: '/b/pre/%20x%2Be.yaml?x-id=PutObject',
    headers: { 'content-type': 'application/octet-stream' },
    body: text,
  })
})

test.each([
  [403, 'AccessDenied', 'PERMISSION_DENIED'],
  [404, 'NoSuchBucket', 'PUBLISH_FAILED'],
  [500, 'InternalError', 'SERVICE_UNAVAILABLE'],
] as const)('%i %s is %s', async (status, name, code) => {
  const body = `<Error><Code>${name}</Code><Message>hunter2</Message></Error>`
  const headers = { 'content-type': 'application/xml' }
  const { publishing } = await publish({ status, body, headers })
  const error = await expectError(code, () => publishing)
  expect(error.message).toContain(`(HTTP ${status}, ${name})`)
  expect(error.message).not.toContain('hunter2')
})
