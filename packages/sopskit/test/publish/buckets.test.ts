import { realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { decryptToObject, publishFile } from '../../src/index.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { destinations, recordingBuckets } from './published-file.ts'

const [first, second] = [testRecipient(0), testRecipient(1)]
const identities = [testIdentity(0)]
const plain = '# note\na: hunter2\nb: shown\nc_u: left\n'
let folder: string
let path: string
let text: string

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  path = join(folder, 'e.yaml')
  text = await encryptedFile(folder, 'e.yaml', plain)
})

describe('a file goes to a bucket as it is (CLI-114)', () => {
  test.each([
    ['s3', { s3_bucket: 'b', s3_prefix: 'p/' }, 'application/octet-stream'],
    ['gcs', { gcs_bucket: 'b', gcs_prefix: 'p/' }, 'text/plain; charset=utf-8'],
  ])('%s', async (kind, rule, contentType) => {
    const { sent, ...clients } = recordingBuckets()
    const config = await destinations(folder, rule)
    const published = await publishFile(path, { config, clients })
    expect(published).toEqual({
      path,
      destination: `${kind}://b/p/e.yaml`,
      changes: undefined,
      outcome: 'published',
      warnings: [],
    })
    expect(sent).toEqual([{ bucket: 'b', key: 'p/e.yaml', text, contentType }])
  })

  test('also where the recreation rule has no key, and without extension', async () => {
    const { sent, ...clients } = recordingBuckets()
    const rule = { unencrypted_suffix: '_x', key_groups: [{}] }
    const config = await destinations(folder, { s3_bucket: 'b', recreation_rule: rule })
    await publishFile(path, { config, clients, omitExtensions: true })
    expect(sent).toMatchObject([{ key: 'e', text }])
  })

  test('not with a plain value where one is to be encrypted, which sops publishes', async () => {
    const { sent, ...clients } = recordingBuckets()
    const config = await destinations(folder, { s3_bucket: 'b' })
    for (const value of ['shown', '1', 'true', '2001-12-14', '[ENC, [x]]']) {
      await writeFile(path, text.replace(/^b: .*$/m, `b: ${value}`))
      const publishing = publishFile(path, { config, clients })
      const error = await expectError('VALUE_NOT_ENCRYPTED', () => publishing)
      expect(error.path).toEqual(['b'])
      expect(error.message).not.toContain(value)
    }
    expect(sent).toEqual([])
    for (const value of ['null', '""', '{}', '[]']) {
      await writeFile(path, text.replace(/^b: .*$/m, `b: ${value}`))
      await publishFile(path, { config, clients })
    }
    expect(sent).toHaveLength(4)
  })

  test('clear text does not (ERR-06)', async () => {
    const { sent, ...clients } = recordingBuckets()
    await writeFile(path, plain)
    const config = await destinations(folder, { s3_bucket: 'b' })
    await expectError('METADATA_NOT_FOUND', () => publishFile(path, { config, clients }))
    expect(sent).toEqual([])
  })
})

describe('a file is encrypted anew by the recreation rule (CLI-114)', () => {
  const publish = async (rule: object) => {
    const { sent, ...clients } = recordingBuckets()
    const config = await destinations(folder, { s3_bucket: 'b', recreation_rule: rule })
    const published = await publishFile(path, { config, clients, identities })
    expect(sent).toHaveLength(1)
    return { published, sent: sent[0]?.text ?? '' }
  }

  test('for its keys alone; everything is encrypted', async () => {
    const { published, sent } = await publish({ age: second })
    expect(published.changes).toMatchObject({ changed: true, groups: [{ common: [] }] })
    expect(sent).not.toMatch(/shown|left|note|hunter2|_suffix/)
    expect(sent).not.toContain(first)
    const options = { format: 'yaml', identities: [testIdentity(1)] } as const
    const { value } = await decryptToObject(sent, options)
    expect({ ...value }).toEqual({ a: 'hunter2', b: 'shown', c_u: 'left' })
  })

  test('a suffix counts, and a threshold', async () => {
    const groups = [{ age: [first] }, { age: [second] }]
    const rule = { unencrypted_suffix: '_u', shamir_threshold: 2, key_groups: groups }
    const { sent } = await publish(rule)
    expect(sent).toMatch(/^c_u: left$/m)
    expect(sent).toMatch(/shamir_threshold: 2\n {4}unencrypted_suffix: _u\n/)
  })

  test('patterns and mac_only_encrypted do not count, which is said', async () => {
    for (const rule of [{ encrypted_regex: '^a$' }, { mac_only_encrypted: true }]) {
      const { published, sent } = await publish({ ...rule, age: second })
      expect(published.warnings).toMatchObject([{ code: 'RULE_IGNORED' }])
      expect(sent).not.toMatch(/shown|left|_regex|mac_only/)
    }
  })

  test('what sops writes so that nobody can decrypt it is refused; a suffix of the rule helps', async () => {
    await encryptedFile(folder, 'e.yaml', 'a: x\nb_unencrypted: shown\n')
    const error = await expectError('PUBLISH_FAILED', () => publish({ age: second }))
    expect(error.message).toContain('unencrypted_suffix: _unencrypted')
    const { sent } = await publish({ age: second, unencrypted_suffix: '_unencrypted' })
    expect(sent).toMatch(/^b_unencrypted: shown$/m)
  })

  test('for the same keys, under another data key', async () => {
    const { published, sent } = await publish({ age: first })
    expect(published.changes?.changed).toBe(false)
    expect(sent).not.toBe(text)
  })

  test.each<[object, string]>([
    [{ age: 'nonsense' }, 'INVALID_MASTER_KEY'],
    [{ key_groups: [{}, { age: [second] }] }, 'EMPTY_KEY_GROUP'],
    [{ age: second, encrypted_regex: '(?!x)' }, 'INVALID_REGEX'],
    [
      { shamir_threshold: 3, key_groups: [{ age: [first] }, { age: [second] }] },
      'INVALID_THRESHOLD',
    ],
  ])('%j is refused', async (rule, code) => {
    const { sent, ...clients } = recordingBuckets()
    const config = await destinations(folder, { s3_bucket: 'b', recreation_rule: rule })
    await expectError(code as 'INVALID_MASTER_KEY', () =>
      publishFile(path, { config, clients, identities }),
    )
    expect(sent).toEqual([])
  })

  test('nothing is sent that is not authentic, or cannot be opened', async () => {
    const { sent, ...clients } = recordingBuckets()
    const config = await destinations(folder, { s3_bucket: 'b', recreation_rule: { age: second } })
    const options = { config, clients, identities }
    await expectError('DATA_KEY_UNAVAILABLE', () => publishFile(path, { config, clients }))
    await writeFile(path, text.replace(/^b: .*$/m, 'b: shown'))
    await expectError('VALUE_NOT_ENCRYPTED', () => publishFile(path, options))
    const partly = await encryptedFile(folder, 'e.yaml', 'a: x\nb_unencrypted: shown\n')
    await writeFile(path, partly.replace('shown', 'other'))
    await expectError('MAC_MISMATCH', () => publishFile(path, options))
    const ignoring = { ...options, ignoreMac: true }
    await expectError('MAC_MISMATCH', () => publishFile(path, ignoring))
    expect(sent).toEqual([])
  })
})

describe('what goes wrong', () => {
  const failing = (error: Error) => ({
    s3: {
      putObject: async () => {
        throw error
      },
    },
  })
  const named = (name: string, status?: number) =>
    Object.assign(new Error('hunter2'), {
      name,
      ...(status !== undefined && { $metadata: { httpStatusCode: status } }),
    })

  test.each<[string, Error, string, string]>([
    ['a missing bucket', named('NoSuchBucket', 404), 'PUBLISH_FAILED', '(HTTP 404, NoSuchBucket)'],
    ['a refusal', named('AccessDenied', 403), 'PERMISSION_DENIED', '(HTTP 403, AccessDenied)'],
    ['no credentials', named('CredentialsProviderError'), 'PERMISSION_DENIED', 'CredentialsProv'],
    ['a failing server', named('InternalError', 500), 'SERVICE_UNAVAILABLE', '(HTTP 500'],
    [
      'no connection',
      Object.assign(new Error('hunter2'), { code: 'ECONNREFUSED' }),
      'SERVICE_UNAVAILABLE',
      'ECONNREFUSED',
    ],
    ['anything', new Error('hunter2'), 'PUBLISH_FAILED', 's3://b/e.yaml did not take the file.'],
    ['a name that is a text', named('hunter2 hunter2'), 'PUBLISH_FAILED', 'did not take the file.'],
  ])('%s', async (_, thrown, code, said) => {
    const config = await destinations(folder, { s3_bucket: 'b' })
    const options = { config, clients: failing(thrown) }
    const error = await expectError(code as 'ABORTED', () => publishFile(path, options))
    expect(error.message).toContain(said)
    expect(error.message).not.toContain('hunter2')
    expect(error.cause).toBeUndefined()
  })

  test('a destination that does not answer, and a caller who gives up', async () => {
    const config = await destinations(folder, { s3_bucket: 'b' })
    const signals: AbortSignal[] = []
    const never = {
      putObject: (_: unknown, { abortSignal }: { readonly abortSignal: AbortSignal }) => {
        signals.push(abortSignal)
        return new Promise(() => undefined)
      },
    }
    const options = { config, clients: { s3: never } }
    await expectError('SERVICE_UNAVAILABLE', () =>
      publishFile(path, { ...options, deadlineMs: 20 }),
    )
    const controller = new AbortController()
    const publishing = publishFile(path, { ...options, signal: controller.signal })
    setTimeout(() => controller.abort(), 20)
    await expectError('ABORTED', () => publishing)
    await expectError('ABORTED', () =>
      publishFile(path, { ...options, signal: AbortSignal.abort() }),
    )
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  test('nobody is asked where nothing can be sent, and nothing is sent without consent', async () => {
    const { sent, ...clients } = recordingBuckets()
    const config = await destinations(folder, { s3_bucket: 'b' })
    const asked: unknown[] = []
    const confirm = (planned: unknown) => {
      asked.push(planned)
      return false
    }
    const declined = await publishFile(path, { config, clients, confirm })
    expect(declined.outcome).toBe('declined')
    expect(asked).toEqual([{ path, destination: 's3://b/e.yaml', changes: undefined }])
    await expectError('FILE_NOT_FOUND', () => publishFile(`${path}x`, { config, clients, confirm }))
    expect({ asked: asked.length, sent }).toEqual({ asked: 1, sent: [] })
  })
})
