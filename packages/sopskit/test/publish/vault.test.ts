import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { publishFile, type PublishOptions } from '../../src/index.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { destinations } from './published-file.ts'
import { type Answer, recordingServer } from './recording-server.ts'

const plain = 'b: hunter2\na: {n: 9007199254740993, f: 1.5}\n'
const url = '/v1/secret/data/app/e.yaml'
const wrapped = '{"data":{"b":"hunter2","a":{"n":9007199254740993,"f":1.5}}}'
let folder: string
let path: string

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  path = join(folder, 'e.yaml')
  await encryptedFile(folder, 'e.yaml', plain)
})

/** Answers to reading and to writing. */
interface Answers {
  readonly get?: Answer | undefined
  readonly put?: Answer | undefined
}

const missing: Answer = { status: 404, body: { errors: [] } }

async function publish(answers: Answers, options: Partial<PublishOptions> = {}, rule: object = {}) {
  const answer = { get: missing, put: { status: 200 }, ...answers }
  const server = await recordingServer(({ method }) => (method === 'GET' ? answer.get : answer.put))
  const config = await destinations(folder, { vault_path: 'app', ...rule })
  const { env, ...others } = options
  const publishing = publishFile(path, {
    config,
    identities: [testIdentity(0)],
    env: { VAULT_ADDR: server.url, VAULT_TOKEN: 'tok', ...env },
    ...others,
  })
  return { publishing, requests: server.requests, url: server.url }
}

const file = (text: string) => encryptedFile(folder, 'e.yaml', text)
const calls = (requests: readonly { readonly method: string; readonly url: string }[]) =>
  requests.map((request) => `${request.method} ${request.url}`)

describe('plain values go to Vault as JSON (CLI-113)', () => {
  test('the second version wraps them; a large integer stays exact', async () => {
    const { publishing, requests } = await publish({})
    expect(await publishing).toMatchObject({ outcome: 'published', warnings: [] })
    const [put, ...others] = requests
    expect(put).toMatchObject({ method: 'PUT', url, headers: { 'x-vault-token': 'tok' } })
    expect(JSON.parse(put?.body ?? '')).toEqual(JSON.parse(wrapped))
    expect(put?.body.replaceAll(/\s/g, '')).toBe(wrapped)
    expect(others).toEqual([])
  })

  test('the first version does not, and is not asked first', async () => {
    await file('b: x\n')
    const rule = { vault_kv_version: 1, vault_kv_mount_name: 'kv' }
    const { publishing, requests } = await publish({}, {}, rule)
    await publishing
    expect(calls(requests)).toEqual(['PUT /v1/kv/app/e.yaml'])
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ b: 'x' })
  })

  test('every part of a path is escaped', async () => {
    const { publishing, requests } = await publish({}, {}, { vault_path: 'a b%20?x=1#y' })
    await publishing
    expect(calls(requests)).toEqual(['PUT /v1/secret/data/a%20b%2520%3Fx%3D1%23y/e.yaml'])
  })

  test('a map in a list is told of', async () => {
    await file('l: [{a: b}]\n')
    const { publishing } = await publish({})
    expect((await publishing).warnings).toMatchObject([{ code: 'WRITTEN_AS_PAIRS' }])
  })
})

describe('a secret that is there already is not written again (CLI-113)', () => {
  const there = (data: unknown): Answer => ({ status: 200, body: { data: { data, metadata: {} } } })

  test.each<[string, Answer, string[], string]>([
    ['the same', there({ a: { c: null }, b: 'x' }), [], 'unchanged'],
    ['another', there({ a: { c: null }, b: 'y' }), ['PUT'], 'published'],
    ['more', there({ a: { c: null }, b: 'x', d: 'z' }), ['PUT'], 'published'],
    ['less', there({ b: 'x' }), ['PUT'], 'published'],
    ['a list in place of a map', there({ a: [], b: 'x' }), ['PUT'], 'published'],
    ['one that was deleted', { status: 404, body: { data: { data: null } } }, ['PUT'], 'published'],
    ['no JSON', { status: 200, body: 'x' }, ['PUT'], 'published'],
  ])('%s', async (_, get, further, outcome) => {
    await file('b: x\na: {c: null}\n')
    const { publishing, requests } = await publish({ get })
    expect(await publishing).toMatchObject({ outcome, warnings: [] })
    expect(requests.map(({ method }) => method)).toEqual(['GET', ...further])
  })

  test('one with a number is, as for sops', async () => {
    await file('a: 1\n')
    const { publishing, requests } = await publish({ get: there({ a: 1 }) })
    expect(await publishing).toMatchObject({ outcome: 'published' })
    expect(requests.map(({ method }) => method)).toEqual(['PUT'])
  })

  test.each([403, 400, 500])(
    'it may not be read (%i): it is written, with a warning',
    async (status) => {
      await file('a: x\n')
      const { publishing, requests } = await publish({ get: { status, body: { errors: ['no'] } } })
      expect(await publishing).toMatchObject({
        outcome: 'published',
        warnings: [{ code: 'NOT_COMPARED' }],
      })
      expect(requests.map(({ method }) => method)).toEqual(['GET', 'PUT'])
    },
  )
})

describe('who publishes', () => {
  const headersWith = async (env: Readonly<Record<string, string>>) => {
    const { publishing, requests } = await publish({}, { env })
    await publishing
    return requests[0]?.headers ?? {}
  }

  test('a namespace', async () => {
    expect(await headersWith({ VAULT_NAMESPACE: 'a/b' })).toMatchObject({
      'x-vault-namespace': 'a/b',
      'x-vault-request': 'true',
    })
  })

  test('the token that a login left; a variable comes before it', async () => {
    const home = join(folder, 'home')
    await mkdir(home)
    await writeFile(join(home, '.vault-token'), 'stored\n')
    const left = await headersWith({ HOME: home, VAULT_TOKEN: '' })
    expect(left).toMatchObject({ 'x-vault-token': 'stored' })
    expect(await headersWith({ HOME: home })).toMatchObject({ 'x-vault-token': 'tok' })
  })

  test('nobody: what the environment of the process says does not count', async () => {
    process.env['VAULT_TOKEN'] = 'of another tenant'
    process.env['VAULT_NAMESPACE'] = 'another'
    try {
      const headers = await headersWith({ VAULT_TOKEN: '' })
      expect(headers).not.toHaveProperty('x-vault-token')
      expect(headers).not.toHaveProperty('x-vault-namespace')
    } finally {
      delete process.env['VAULT_TOKEN']
      delete process.env['VAULT_NAMESPACE']
    }
  })

  test('a client of the caller', async () => {
    const requests: unknown[] = []
    const vault = (address: string) => ({
      request: async (request: { readonly method: string; readonly path: string }) => {
        requests.push([address, request.method, request.path])
        return {}
      },
    })
    const env = { VAULT_ADDR: 'https://vault.example' }
    const { publishing } = await publish({}, { clients: { vault }, env })
    await publishing
    expect(requests).toEqual([['https://vault.example', 'PUT', '/secret/data/app/e.yaml']])
  })
})

describe('what goes wrong', () => {
  const quoting: Answer = { status: 403, body: { errors: ['hunter2 tok'] } }

  test.each<[string, Answer, string, RegExp]>([
    ['a refusal', quoting, 'PERMISSION_DENIED', /refused the credentials \(HTTP 403\)/],
    ['no such mount', { status: 404 }, 'PUBLISH_FAILED', /\(HTTP 404\)/],
    ['a sealed server', { status: 503 }, 'SERVICE_UNAVAILABLE', /\(HTTP 503\)/],
    ['a redirect', { status: 307, headers: { location: '/v1/other' } }, 'PUBLISH_FAILED', /307/],
  ])('%s', async (_, put, code, said) => {
    const { publishing, requests } = await publish({ put })
    const error = await expectError(code as 'ABORTED', () => publishing)
    expect(error.message).toMatch(said)
    expect(error.message).not.toMatch(/hunter2|tok\b/)
    expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })

  test('a path by which the client forgives failures', async () => {
    const rule = { vault_path: 'sys/health' }
    const { publishing } = await publish({ put: { status: 403 } }, {}, rule)
    await expectError('PERMISSION_DENIED', () => publishing)
  })

  test('a server that is not there, and one that does not answer', async () => {
    const env = { VAULT_ADDR: 'http://127.0.0.1:1' }
    const { publishing } = await publish({}, { env })
    const error = await expectError('SERVICE_UNAVAILABLE', () => publishing)
    expect(error.message).toContain('ECONNREFUSED')
    const silent = await publish({ put: undefined }, { deadlineMs: 50 })
    await expectError('SERVICE_UNAVAILABLE', () => silent.publishing)
  })

  test('a file that is not authentic is not sent', async () => {
    const text = await file('a: x\nb_unencrypted: shown\n')
    await writeFile(path, text.replace('shown', 'other'))
    const { publishing, requests } = await publish({})
    await expectError('MAC_MISMATCH', () => publishing)
    expect(requests).toEqual([])
  })

  test.each([
    ['VAULT_SKIP_VERIFY', 'perhaps'],
    ['VAULT_CACERT', '/nowhere/ca.pem'],
  ])('%s=%s', async (name, value) => {
    const { publishing, requests } = await publish({}, { env: { [name]: value } })
    const error = await expectError('PUBLISH_FAILED', () => publishing)
    expect(error.message).toContain(name)
    expect(requests).toEqual([])
  })
})
