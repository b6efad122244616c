import { describe, expect, test } from 'vitest'
import { credentialsFromEnvironment } from '../../src/gcp/credentials-from-environment.ts'
import type { GcpIdentity } from '../../src/gcp/gcp-credentials.ts'
import { failure } from './support.ts'

interface Answer {
  readonly status?: number
  readonly flavor?: string
  readonly body?: string
}

/** A machine with these files, and a metadata server that answers like this, or not at all. */
function machine(files: Readonly<Record<string, string | Error>>, answer?: Answer) {
  const asked: string[] = []
  const readFile = (path: string): Promise<Uint8Array> => {
    const content = files[path] ?? Object.assign(new Error('none'), { code: 'ENOENT' })
    if (content instanceof Error) return Promise.reject(content)
    return Promise.resolve(new TextEncoder().encode(content))
  }
  const fetch = (url: string): Promise<Response> => {
    asked.push(url)
    if (answer === undefined) return Promise.reject(new TypeError('fetch failed'))
    const { status = 200, flavor = 'Google', body = '' } = answer
    return Promise.resolve(new Response(body, { status, headers: { 'Metadata-Flavor': flavor } }))
  }
  const find = (env: Readonly<Record<string, string>>, platform = 'linux'): Promise<GcpIdentity> =>
    credentialsFromEnvironment({ env, readFile, platform, fetch }, 1000)
  return { find, asked }
}

const wellKnown = '/houses/u/.config/gcloud/application_default_credentials.json'
const files = { '/c.json': '{"file":1}', '/adc.json': '{"file":2}', [wellKnown]: '{"file":3}' }
const everything = {
  GOOGLE_CREDENTIALS: '/c.json',
  GOOGLE_OAUTH_ACCESS_TOKEN: 'token',
  GOOGLE_APPLICATION_CREDENTIALS: '/adc.json',
  HOME: '/houses/u',
}

describe('the order of the credentials (GCP-004, UT-24)', () => {
  test.each([
    ['a path in GOOGLE_CREDENTIALS', {}, { json: '{"file":1}' }],
    ['JSON in GOOGLE_CREDENTIALS', { GOOGLE_CREDENTIALS: '{"a":1}' }, { json: '{"a":1}' }],
    ['the token', { GOOGLE_CREDENTIALS: '' }, { accessToken: 'token' }],
    [
      'the file of the application',
      { GOOGLE_CREDENTIALS: '', GOOGLE_OAUTH_ACCESS_TOKEN: '' },
      { json: '{"file":2}' },
    ],
    [
      'the file of gcloud',
      { GOOGLE_CREDENTIALS: '', GOOGLE_OAUTH_ACCESS_TOKEN: '', GOOGLE_APPLICATION_CREDENTIALS: '' },
      { json: '{"file":3}' },
    ],
  ])('%s', async (_, env, found) => {
    await expect(machine(files).find({ ...everything, ...env })).resolves.toEqual(found)
  })

  test('a path that does not exist is taken for JSON, as in sops', async () => {
    const env = { GOOGLE_CREDENTIALS: '/nowhere' }
    await expect(machine(files).find(env)).resolves.toEqual({ json: '/nowhere' })
  })

  test('on Windows gcloud keeps its file elsewhere', async () => {
    const path = 'C:\\R\\gcloud\\application_default_credentials.json'
    const env = { APPDATA: 'C:\\R', HOME: '/houses/u' }
    const { find } = machine({ ...files, [path]: '{"file":4}' })
    await expect(find(env, 'win32')).resolves.toEqual({ json: '{"file":4}' })
  })

  test('CLOUDSDK_CONFIG is not looked at, as in sops', async () => {
    const { find } = machine({ '/g/application_default_credentials.json': '{}' })
    expect((await failure(find({ CLOUDSDK_CONFIG: '/g' }))).code).toBe('PERMISSION_DENIED')
  })
})

describe('credentials that cannot be had', () => {
  const unreadable = Object.assign(new Error('secret place'), { code: 'EACCES' })
  test.each([
    ['an unreadable GOOGLE_CREDENTIALS', { GOOGLE_CREDENTIALS: '/x' }, 'INVALID_IDENTITY'],
    ['an unreadable file', { GOOGLE_APPLICATION_CREDENTIALS: '/x' }, 'INVALID_IDENTITY'],
    ['a missing file', { GOOGLE_APPLICATION_CREDENTIALS: '/nowhere' }, 'INVALID_IDENTITY'],
    ['none at all', { HOME: '/houses/v' }, 'PERMISSION_DENIED'],
  ])('%s', async (_, env, code) => {
    const failed = await failure(machine({ '/x': unreadable }).find(env))
    expect(failed.code).toBe(code)
    expect(failed.message).not.toContain('secret place')
  })
})

describe('the metadata server', () => {
  const body = '{"access_token":"ya29.machine","expires_in":3600,"token_type":"Bearer"}'

  test('gives a token, asked for when it is needed', async () => {
    const { find, asked } = machine({}, { body })
    const found = await find({ GCE_METADATA_HOST: '127.0.0.1:8080' })
    expect(asked).toEqual(['http://127.0.0.1:8080'])
    if (!('renew' in found)) throw new Error('no renewable identity')
    const { accessToken, expiresAt } = await found.renew()
    expect(accessToken).toBe('ya29.machine')
    expect(expiresAt).toBeGreaterThan(Date.now() + 3_500_000)
    expect(asked.at(-1)).toBe(
      'http://127.0.0.1:8080/computeMetadata/v1/instance/service-accounts/default/token',
    )
  })

  test('is not believed without its header', async () => {
    const { find } = machine({}, { body, flavor: 'Other' })
    expect((await failure(find({}))).code).toBe('PERMISSION_DENIED')
  })

  test.each([
    ['an account it does not have', { status: 404 }],
    ['garbage', { body: 'garbage' }],
    ['an answer without a token', { body: '{"expires_in":1}' }],
  ])('refuses with %s', async (_, answer) => {
    const found = await machine({}, answer).find({})
    if (!('renew' in found)) throw new Error('no renewable identity')
    expect((await failure(found.renew())).code).toBe('PERMISSION_DENIED')
  })
})
