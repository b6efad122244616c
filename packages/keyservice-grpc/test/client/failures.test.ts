import type { MasterKey } from '@sopskit/core'
import type * as Grpc from '@grpc/grpc-js'
import { Server, ServerCredentials, status } from '@grpc/grpc-js'
import { grpcKeyService } from '@sopskit/keyservice-grpc'
import { describe, expect, it, onTestFinished } from 'vitest'
import { encodeFields } from '../../src/wire/protobuf.ts'
import { ageKey, client, expectFailure, newDataKey } from '../support.ts'

const enc = 'enc-text-that-no-error-holds'

/** A server that is not ours and answers whatever it likes. */
async function foreignServer(
  answer: (callback: Grpc.sendUnaryData<Uint8Array>) => void,
): Promise<string> {
  const server = new Server()
  const method = (path: string) => ({
    path,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (bytes: Uint8Array) => Buffer.from(bytes),
    requestDeserialize: (bytes: Buffer) => bytes,
    responseSerialize: (bytes: Uint8Array) => Buffer.from(bytes),
    responseDeserialize: (bytes: Buffer) => bytes,
  })
  const handle = (_: unknown, callback: Grpc.sendUnaryData<Uint8Array>) => answer(callback)
  server.addService(
    { a: method('/KeyService/Encrypt'), b: method('/KeyService/Decrypt') },
    { a: handle, b: handle },
  )
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    )
  })
  onTestFinished(() => server.forceShutdown())
  return `tcp://127.0.0.1:${port}`
}

describe('a status of the server (KS-006)', () => {
  it.each([
    [status.CANCELLED, 'Canceled', 'WRAP_FAILED', 'UNWRAP_FAILED'],
    [status.UNKNOWN, 'Unknown', 'WRAP_FAILED', 'UNWRAP_FAILED'],
    [status.INVALID_ARGUMENT, 'InvalidArgument', 'WRAP_FAILED', 'UNWRAP_FAILED'],
    [status.DEADLINE_EXCEEDED, 'DeadlineExceeded', 'SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'],
    [status.NOT_FOUND, 'NotFound', 'WRAP_FAILED', 'UNWRAP_FAILED'],
    [status.PERMISSION_DENIED, 'PermissionDenied', 'PERMISSION_DENIED', 'PERMISSION_DENIED'],
    [status.RESOURCE_EXHAUSTED, 'ResourceExhausted', 'WRAP_FAILED', 'UNWRAP_FAILED'],
    [status.UNIMPLEMENTED, 'Unimplemented', 'WRAP_FAILED', 'UNWRAP_FAILED'],
    [status.INTERNAL, 'Internal', 'WRAP_FAILED', 'UNWRAP_FAILED'],
    [status.UNAVAILABLE, 'Unavailable', 'SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'],
    [status.UNAUTHENTICATED, 'Unauthenticated', 'PERMISSION_DENIED', 'PERMISSION_DENIED'],
  ] as const)(
    '%i is named %s, and its text is withheld',
    async (code, name, wrapping, unwrapping) => {
      const address = await foreignServer((callback) =>
        callback({ code, details: 'token=hunter2' }),
      )
      const service = client({ address })
      for (const error of [
        await expectFailure(wrapping, service.wrap(ageKey, newDataKey(), {}), ['hunter2']),
        await expectFailure(unwrapping, service.unwrap(ageKey, enc, {}), ['hunter2', enc]),
      ]) {
        expect(error.message).toContain(`status ${name}`)
        expect(error.message).toContain(address)
      }
    },
  )
})

describe('an answer that is none', () => {
  const response = (bytes: Uint8Array) => encodeFields([{ number: 1, bytes }])
  it.each([
    ['nothing', new Uint8Array()],
    ['an empty text', response(new Uint8Array())],
    ['what is no text', response(Uint8Array.of(0xff))],
    ['what is no message', Uint8Array.of(0x0a, 0x50)],
  ])('to wrap: %s (KEY-009)', async (_, message) => {
    const address = await foreignServer((callback) => callback(null, message))
    await expectFailure('WRAP_FAILED', client({ address }).wrap(ageKey, newDataKey(), {}))
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['31 bytes', response(newDataKey(31))],
    ['a file', response(newDataKey(5000))],
    ['what is no message', Uint8Array.of(0xff)],
    ['more than can be', response(newDataKey(300_000))],
  ])('to unwrap: %s', async (_, message) => {
    const address = await foreignServer((callback) => callback(null, message))
    await expectFailure('UNWRAP_FAILED', client({ address }).unwrap(ageKey, enc, {}))
  })
})

describe('a server that does not answer', () => {
  it('because nothing listens there (KS-005)', async () => {
    for (const address of ['tcp://127.0.0.1:1', 'unix:///nowhere/sops.sock']) {
      await expectFailure('SERVICE_UNAVAILABLE', client({ address }).wrap(ageKey, newDataKey(), {}))
    }
  })

  it('but hangs ends with the deadline', async () => {
    const address = await foreignServer(() => undefined)
    const error = await expectFailure(
      'SERVICE_UNAVAILABLE',
      client({ address, deadlineMs: 100 }).wrap(ageKey, newDataKey(), {}),
    )
    expect(error.message).toContain('did not answer within 0.1 s')
  })

  it('but hangs ends when the caller aborts, or closes the service', async () => {
    const controller = new AbortController()
    const address = await foreignServer(() => controller.abort())
    await expectFailure(
      'ABORTED',
      client({ address }).wrap(ageKey, newDataKey(), { signal: controller.signal }),
    )
    const service = client({ address: await foreignServer(() => service.close()) })
    await expectFailure('WRAP_FAILED', service.wrap(ageKey, newDataKey(), {}))
  })

  it.each([0, -1, Number.NaN, Infinity])('a deadline of %d is none', async (deadlineMs) => {
    const make = () => grpcKeyService({ address: 'tcp://127.0.0.1:1', deadlineMs })
    await expectFailure('INVALID_OPTION', Promise.resolve().then(make))
  })
})

it('a service that was closed opens another connection', async () => {
  const address = await foreignServer((callback) =>
    callback(null, encodeFields([{ number: 1, bytes: Buffer.from('x') }])),
  )
  const service = client({ address })
  expect(await service.wrap(ageKey, newDataKey(), {})).toBe('x')
  service.close()
  service.close()
  expect(await service.wrap(ageKey, newDataKey(), {})).toBe('x')
})

it('a kind of key that the protocol does not know is not ours', async () => {
  const service = client({ address: 'tcp://127.0.0.1:1' })
  const key = { type: 'other' } as unknown as MasterKey
  expect(await service.wrap(key, newDataKey(), {})).toBeNull()
  expect(await service.unwrap(key, enc, {})).toBeNull()
})

it('proxies of the environment have no part in it', async () => {
  const answer = encodeFields([{ number: 1, bytes: Buffer.from('x') }])
  const address = await foreignServer((callback) => callback(null, answer))
  const before = { ...process.env }
  Object.assign(process.env, {
    grpc_proxy: 'http://127.0.0.1:1',
    https_proxy: 'http://127.0.0.1:1',
  })
  try {
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toBe('x')
  } finally {
    process.env = before
  }
})
