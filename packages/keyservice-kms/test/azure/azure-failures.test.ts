import { describe, expect, test } from 'vitest'
import { callFailure } from '../../src/azure/azure-failures.ts'
import { tokenFailure } from '../../src/azure/token-failure.ts'
import { restError } from './support.ts'

const work = { subject: 'Azure Key Vault key K', code: 'UNWRAP_FAILED' as const }
const secret = 'the-secret-of-the-text'

/** An error of Node that the packages of Azure hide in others. */
function hidden(code: string): Error {
  const inner = Object.assign(new Error(secret), { code })
  return Object.assign(new Error(secret, { cause: inner }), { code: 'REQUEST_SEND_ERROR' })
}

describe('a failed request to a vault', () => {
  test.each([
    ['a damaged or foreign text', restError(400), 'UNWRAP_FAILED'],
    ['a missing key', restError(404, 'KeyNotFound'), 'UNWRAP_FAILED'],
    ['a deleted key', restError(409, 'Conflict'), 'UNWRAP_FAILED'],
    ['a disabled key', restError(403, 'Forbidden', 'KeyDisabled'), 'UNWRAP_FAILED'],
    ['a missing permission', restError(403, 'Forbidden', 'ForbiddenByPolicy'), 'PERMISSION_DENIED'],
    ['an expired token', restError(401, 'Unauthorized'), 'PERMISSION_DENIED'],
    ['too many requests', restError(429, 'Throttled'), 'SERVICE_UNAVAILABLE'],
    ['a server that is down', restError(503), 'SERVICE_UNAVAILABLE'],
    ['another status', restError(418), 'UNWRAP_FAILED'],
    ['a refused connection', hidden('ECONNREFUSED'), 'SERVICE_UNAVAILABLE'],
    ['an unknown host', hidden('ENOTFOUND'), 'SERVICE_UNAVAILABLE'],
    ['a certificate that does not fit', hidden('CERT_HAS_EXPIRED'), 'SERVICE_UNAVAILABLE'],
    ['another domain (AZ-004)', new Error('The challenge resource x'), 'PERMISSION_DENIED'],
    ['garbage', new SyntaxError(secret), 'UNWRAP_FAILED'],
    ['no error at all', secret, 'UNWRAP_FAILED'],
  ])('%s', (_, error, code) => {
    const failure = callFailure(error, work)
    expect(failure.code).toBe(code)
    expect(failure.message).toContain('K')
    expect(failure.message).not.toContain(secret)
    expect(failure.cause).toBeUndefined()
  })
})

describe('a failure to get a token', () => {
  const named = (name: string, message = secret): Error =>
    Object.assign(new Error(message), { name })

  test.each([
    ['a wrong secret', named('AuthenticationRequiredError'), 'PERMISSION_DENIED'],
    ['no credential at all', named('AggregateAuthenticationError'), 'PERMISSION_DENIED'],
    ['no credential', named('CredentialUnavailableError'), 'PERMISSION_DENIED'],
    ['a server that is not there', hidden('ECONNREFUSED'), 'SERVICE_UNAVAILABLE'],
    ['the same, of MSAL', named('ClientAuthError', 'network_error: x'), 'SERVICE_UNAVAILABLE'],
    [
      'a missing file',
      named('Error', `ENOENT: no such file, open '${secret}'`),
      'INVALID_IDENTITY',
    ],
    ['no certificate', named('Error', 'not a PEM-encoded certificate'), 'INVALID_IDENTITY'],
  ])('%s', (_, error, code) => {
    const failure = tokenFailure(error)
    expect(failure.code).toBe(code)
    expect(failure.message).not.toContain(secret)
  })

  test('quotes the code of Entra ID', () => {
    const error = new Error(`invalid_client: AADSTS7000215: ${secret}`)
    expect(tokenFailure(error).message).toContain('(AADSTS7000215)')
  })
})
