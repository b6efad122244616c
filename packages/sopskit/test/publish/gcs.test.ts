import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { CRC32C, Storage } from '@google-cloud/storage'
import { beforeEach, describe, expect, test } from 'vitest'
import { publishFile } from '../../src/index.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { destinations } from './published-file.ts'
import { type Answer, type RecordedRequest, recordingServer } from './recording-server.ts'

let folder: string
let path: string
let text: string

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  path = join(folder, 'e.yaml')
  text = await encryptedFile(folder, 'e.yaml', 'a: hunter2\n')
})

/** The parts of the body of an upload: what is said of the object, and the object. */
function partsOf({ headers, body }: RecordedRequest): readonly string[] {
  const boundary = /boundary="?([^"]+)/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  return body.split(`--${boundary}`).slice(1, -1)
}

/** As Google answers, which the client compares with what it sent. */
function accepted(request: RecordedRequest): Answer {
  const [, content = ''] = partsOf(request)
  const sent = content.slice(content.indexOf('\r\n\r\n') + 4, -2)
  const sum = new CRC32C()
  sum.update(Buffer.from(sent, 'latin1'))
  return { status: 200, body: { bucket: 'b', name: 'n', crc32c: sum.toString() } }
}

describe('the client of Google sends what the one of sops sends (CLI-114)', () => {
  test('in one request, to the server that a variable names', async () => {
    const server = await recordingServer(accepted)
    const config = await destinations(folder, { gcs_bucket: 'b', gcs_prefix: 'pre/ x+' })
    const env = { ...process.env, STORAGE_EMULATOR_HOST: server.url.replace('http://', '') }
    const published = await publishFile(path, { config, env })
    expect(published).toMatchObject({ outcome: 'published', destination: 'gcs://b/pre/ x+e.yaml' })
    const [request, ...others] = server.requests
    if (request === undefined) throw new Error('nothing was sent')
    expect(others).toEqual([])
    const { method, url } = request
    const { pathname, searchParams } = new URL(url, server.url)
    expect({ method, pathname }).toEqual({ method: 'POST', pathname: '/upload/storage/v1/b/b/o' })
    expect(searchParams.get('name')).toBe('pre/ x+e.yaml')
    expect(searchParams.get('uploadType')).toBe('multipart')
    const [, content = ''] = partsOf(request)
    expect(content).toMatch(/^\r\nContent-Type: text\/plain; charset=utf-8\r\n\r\n/i)
    expect(content.slice(content.indexOf('\r\n\r\n') + 4, -2)).toBe(text)
  })

  test.each([
    [403, 'PERMISSION_DENIED'],
    [404, 'PUBLISH_FAILED'],
  ] as const)('an answer of %i is %s', async (status, code) => {
    const body = { error: { code: status, message: 'hunter2' } }
    const server = await recordingServer(() => ({ status, body }))
    const config = await destinations(folder, { gcs_bucket: 'b' })
    const gcs = new Storage({ apiEndpoint: server.url, projectId: 'p' })
    const publishing = publishFile(path, { config, clients: { gcs } })
    const error = await expectError(code, () => publishing)
    expect(error.message).toContain(`HTTP ${status}`)
    expect(error.message).not.toContain('hunter2')
  })
})
