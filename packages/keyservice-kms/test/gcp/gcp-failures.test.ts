import { describe, expect, test } from 'vitest'
import { callFailure, tokenFailure } from '../../src/gcp/gcp-failures.ts'
import { grpcError } from './support.ts'

const work = { subject: 'GCP KMS key K', code: 'UNWRAP_FAILED' as const }
const secret = 'the-secret-of-the-text'

/** An error of the HTTP client that Google's packages use. */
function httpError(status: number, body = secret): Error {
  return Object.assign(new Error(body), { code: String(status), status, response: { status } })
}

function systemError(code: string): Error {
  return Object.assign(new Error(`request to ${secret} failed`), { code })
}

describe('a failed call of Cloud KMS', () => {
  test.each([
    ['a damaged or foreign text, gRPC', grpcError(3), 'UNWRAP_FAILED'],
    ['a damaged or foreign text, REST', httpError(400), 'UNWRAP_FAILED'],
    ['a missing key, gRPC', grpcError(5), 'UNWRAP_FAILED'],
    ['a missing key, REST', httpError(404), 'UNWRAP_FAILED'],
    ['a disabled key, gRPC', grpcError(9), 'UNWRAP_FAILED'],
    ['a refused account, gRPC', grpcError(7), 'PERMISSION_DENIED'],
    ['a refused account, REST', httpError(403), 'PERMISSION_DENIED'],
    ['an expired token, gRPC', grpcError(16), 'PERMISSION_DENIED'],
    ['an expired token, REST', httpError(401), 'PERMISSION_DENIED'],
    ['too many requests', grpcError(8), 'SERVICE_UNAVAILABLE'],
    ['a server that is down, gRPC', grpcError(14), 'SERVICE_UNAVAILABLE'],
    ['a server that is down, REST', httpError(503), 'SERVICE_UNAVAILABLE'],
    ['a server that is late', grpcError(4), 'SERVICE_UNAVAILABLE'],
    ['a refused connection', systemError('ECONNREFUSED'), 'SERVICE_UNAVAILABLE'],
    ['an unknown host', systemError('ENOTFOUND'), 'SERVICE_UNAVAILABLE'],
    ['garbage', new SyntaxError(`Unexpected token in ${secret}`), 'UNWRAP_FAILED'],
    ['another status, gRPC', grpcError(12), 'UNWRAP_FAILED'],
    ['another status, REST', httpError(418), 'UNWRAP_FAILED'],
    ['no error at all', secret, 'UNWRAP_FAILED'],
  ])('%s', (_, error, code) => {
    const failure = callFailure(error, work)
    expect(failure.code).toBe(code)
    expect(failure.message).not.toContain(secret)
    expect(failure.message).toContain('K')
    expect(failure.cause).toBeUndefined()
  })

  test.each([
    ['REST', systemError('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['REST, expired', systemError('CERT_HAS_EXPIRED')],
    ['gRPC', grpcError(14, 'No connection established. Last error: unable to verify certificate')],
    ['gRPC, no TLS', grpcError(14, 'No connection established: SSL routines:wrong version number')],
  ])('a certificate that does not fit, %s', (_, error) => {
    const { code, message } = callFailure(error, work)
    expect([code, message.includes('cannot be trusted')]).toEqual(['SERVICE_UNAVAILABLE', true])
  })

  test('over REST the body tells a disabled key from a damaged text', () => {
    const body = '{"error":{"code":400,"status":"FAILED_PRECONDITION"}}'
    expect(callFailure(httpError(400, body), work).message).toContain('disabled')
    expect(callFailure(httpError(400), work).message).toContain('damaged')
  })
})

describe('a failure to get a token', () => {
  test.each([
    ['refused credentials', httpError(400), 'PERMISSION_DENIED'],
    ['a token server that is down', httpError(503), 'SERVICE_UNAVAILABLE'],
    ['a token server that is not there', systemError('ECONNREFUSED'), 'SERVICE_UNAVAILABLE'],
    ['a private key that is none', systemError('ERR_OSSL_UNSUPPORTED'), 'INVALID_IDENTITY'],
    ['what the library says in words only', new Error(secret), 'PERMISSION_DENIED'],
  ])('%s', (_, error, code) => {
    const failure = tokenFailure(error, 'GCP KMS key K')
    expect(failure.code).toBe(code)
    expect(failure.message).not.toContain(secret)
  })
})
