import { once } from 'node:events'
import { connect } from 'node:net'
import { SopsError } from '@sopskit/core'
import type { KeyQuestion } from '@sopskit/keyservice-grpc'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyRequestServer } from '../../src/server/key-request-server.ts'
import { encodeRequest } from '../../src/wire/messages.ts'
import { encodeFields } from '../../src/wire/protobuf.ts'
import { rawCall } from '../raw-call.ts'
import {
  actingService,
  ageKey,
  client,
  expectFailure,
  keepingService,
  newDataKey,
  serving,
} from '../support.ts'

const encryptPath = '/KeyService/Encrypt'
const decryptPath = '/KeyService/Decrypt'
const request = (bytes: Uint8Array): Uint8Array => encodeRequest(ageKey, bytes) ?? new Uint8Array()

describe('the keys that may be used', () => {
  it.each([
    ['a list of ids', ['age:age1example']],
    [
      'a rule',
      ({ type }: { type: string }, operation: string) => type === 'age' && operation !== 'x',
    ],
  ])('are those of %s', async (_, allow) => {
    const service = keepingService()
    const { address } = await serving({ services: [service], allow })
    const remote = client({ address })
    const other = { type: 'pgp', fingerprint: 'age1example' } as const
    const enc = (await remote.wrap(ageKey, newDataKey(), {})) ?? ''
    expect(await remote.unwrap(ageKey, enc, {})).toHaveLength(32)
    await expectFailure('PERMISSION_DENIED', remote.wrap(other, newDataKey(), {}))
    await expectFailure('PERMISSION_DENIED', remote.unwrap(other, enc, {}))
    expect(service.calls).toHaveLength(2)
  })

  it('are none where a rule or an answer is anything but true', async () => {
    const yes = (() => Promise.resolve(true)) as unknown as () => boolean
    const { address } = await serving({ allow: yes })
    await expectFailure('PERMISSION_DENIED', client({ address }).wrap(ageKey, newDataKey(), {}))
    const no = (() => Promise.resolve('n')) as unknown as () => Promise<boolean>
    const { address: asking } = await serving({ prompt: no })
    await expectFailure(
      'PERMISSION_DENIED',
      client({ address: asking }).wrap(ageKey, newDataKey(), {}),
    )
    const { address: failing } = await serving({
      allow: () => {
        throw new Error('of the rule')
      },
    })
    await expectFailure('WRAP_FAILED', client({ address: failing }).wrap(ageKey, newDataKey(), {}))
  })

  it('are none where the list is empty', async () => {
    const { address } = await serving({ allow: [] })
    await expectFailure('PERMISSION_DENIED', client({ address }).wrap(ageKey, newDataKey(), {}))
  })
})

describe('the question before a key is used (KS-009)', () => {
  it('comes before any cryptographic work, and names age keys', async () => {
    const service = keepingService()
    const questions: (Pick<KeyQuestion, 'operation' | 'key'> & { done: number })[] = []
    const { address } = await serving({
      services: [service],
      prompt: ({ operation, key }) => {
        questions.push({ operation, key, done: service.calls.length })
        return Promise.resolve(operation === 'encrypt')
      },
    })
    const enc = (await client({ address }).wrap(ageKey, newDataKey(), {})) ?? ''
    await expectFailure('PERMISSION_DENIED', client({ address }).unwrap(ageKey, enc, {}))
    expect(questions).toEqual([
      { operation: 'encrypt', key: 'age age1example', done: 0 },
      { operation: 'decrypt', key: 'age age1example', done: 1 },
    ])
    expect(service.calls).toHaveLength(1)
  })

  it('refuses with the words of sops', async () => {
    const { address } = await serving({ prompt: () => Promise.resolve(false) })
    const end = await rawCall(address, encryptPath, request(newDataKey()))
    expect(end).toMatchObject({ code: 7, details: 'Request rejected by user' })
  })

  it('is not asked for a key that may not be used', async () => {
    let asked = 0
    const prompt = () => Promise.resolve(++asked > 0)
    const { address } = await serving({ allow: [], prompt })
    await expectFailure('PERMISSION_DENIED', client({ address }).wrap(ageKey, newDataKey(), {}))
    expect(asked).toBe(0)
  })

  it('that fails refuses, and says nothing of why', async () => {
    const { address } = await serving({ prompt: () => Promise.reject(new Error('tty-secret')) })
    const end = await rawCall(address, encryptPath, request(newDataKey()))
    expect(end.code).toBe(2)
    expect(end.details).not.toContain('tty-secret')
  })

  it('is asked one after the other, and not for clients that have gone', async () => {
    let open = 0
    const seen: number[] = []
    const answers: (() => void)[] = []
    const serve = keyRequestServer({
      services: [keepingService()],
      prompt: async () => {
        seen.push(++open)
        await new Promise<void>((resolve) => {
          answers.push(resolve)
        })
        open -= 1
        return true
      },
    })
    const gone = new AbortController()
    const ask = (signal: AbortSignal): Promise<Uint8Array> =>
      serve('encrypt', request(newDataKey()), signal)
    const calls = Promise.allSettled([
      ask(new AbortController().signal),
      ask(gone.signal),
      ask(new AbortController().signal),
    ])
    await expect.poll(() => answers.length).toBe(1)
    gone.abort()
    answers[0]?.()
    await expect.poll(() => answers.length).toBe(2)
    answers[1]?.()
    expect((await calls).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(seen).toEqual([1, 1])
  })

  it('cannot be dressed up by the name of a key', async () => {
    const shown: string[] = []
    const prompt = ({ key }: KeyQuestion) => Promise.resolve(shown.push(key) > 0)
    const { address } = await serving({ prompt })
    const names = ['a\u001b[2J\r\nyes?\u202e\u2028', 'x'.repeat(5000), 'AGE-SECRET-KEY-1ABC']
    for (const recipient of names) {
      await client({ address }).wrap({ type: 'age', recipient }, newDataKey(), {})
    }
    const vault = {
      type: 'hc_vault',
      vaultAddress: 'https://u:pass@v',
      enginePath: 'e',
      keyName: 'k',
    } as const
    await client({ address }).wrap(vault, newDataKey(), {})
    expect(shown).toEqual([
      'age a\u{fffd}[2J\u{fffd}\u{fffd}yes?\u{fffd}\u{fffd}',
      `age ${'x'.repeat(200)}…`,
      'age (a secret key stands here instead of a recipient)',
      'hc_vault https://v/v1/e/keys/k',
    ])
  })
})

describe('what a service makes of a request', () => {
  it('is taken from the first that knows the kind of key', async () => {
    const unknown = actingService(() => Promise.resolve(null))
    const broken = actingService(() => Promise.reject(new SopsError('UNWRAP_FAILED', 'broken')))
    const { address } = await serving({ services: [unknown, broken, keepingService()] })
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
  })

  it.each([
    [
      'a sopskit error, whose text is safe',
      new SopsError('UNWRAP_FAILED', 'safe text'),
      2,
      'safe text',
    ],
    ['a foreign error, whose text is withheld', new Error('token=hunter2'), 2, 'withheld'],
    ['an abort of its own', new SopsError('ABORTED', 'stopped'), 1, 'stopped'],
  ])('may be %s', async (_, error, code, says) => {
    const { address } = await serving({ services: [actingService(() => Promise.reject(error))] })
    const end = await rawCall(address, decryptPath, request(Buffer.from('enc')))
    expect(end.code).toBe(code)
    expect(end.details).toContain(says)
    expect(end.details).not.toContain('hunter2')
  })

  it.each([
    ['an empty enc', encryptPath, ''],
    ['a plaintext that is no data key', decryptPath, newDataKey(31)],
    ['an empty plaintext', decryptPath, new Uint8Array()],
    ['a whole file', decryptPath, newDataKey(5000)],
  ])('is not given out when it is %s (KEY-009)', async (_, path, result) => {
    const { address } = await serving({ services: [actingService(() => Promise.resolve(result))] })
    const end = await rawCall(address, path, request(Buffer.alloc(32, 'a')))
    expect(end).toMatchObject({ code: 2, answer: undefined })
  })

  it('is NotFound where no service knows the kind of key', async () => {
    const { address } = await serving()
    const error = await expectFailure(
      'WRAP_FAILED',
      client({ address }).wrap({ type: 'hckms', keyId: 'r:k' }, newDataKey(), {}),
    )
    expect(error.message).toContain('NotFound')
  })

  it('is stopped when the client goes away', async () => {
    let stopped: (reason: string) => void
    const ended = new Promise<string>((resolve) => {
      stopped = resolve
    })
    let began: () => void
    const running = new Promise<void>((resolve) => {
      began = resolve
    })
    const service = actingService((signal) => {
      signal?.addEventListener('abort', () => stopped('aborted'))
      began()
      return new Promise(() => undefined)
    })
    const { address } = await serving({ services: [service] })
    const controller = new AbortController()
    const call = expectFailure(
      'ABORTED',
      client({ address }).wrap(ageKey, newDataKey(), { signal: controller.signal }),
    )
    await running
    controller.abort()
    await call
    expect(await ended).toBe('aborted')
  })

  it('is stopped when the server is closed', async () => {
    const server = await serving({ services: [actingService(() => new Promise(() => undefined))] })
    const call = expectFailure(
      'SERVICE_UNAVAILABLE',
      client({ address: server.address }).wrap(ageKey, newDataKey(), {}),
    )
    await expect
      .poll(async () => {
        await server.close()
        return true
      })
      .toBe(true)
    await call
  })
})

describe('a request that is none', () => {
  const field = (number: number, bytes: Uint8Array | string) => ({
    number,
    bytes: Buffer.from(bytes),
  })
  it.each([
    ['nothing', new Uint8Array(), 5],
    ['no key', encodeFields([field(2, newDataKey())]), 5],
    ['an empty key', encodeFields([field(1, ''), field(2, newDataKey())]), 5],
    [
      'a kind of key of the future',
      encodeFields([field(1, encodeFields([field(99, '')])), field(2, newDataKey())]),
      5,
    ],
    ['no data key', encodeFields([field(1, encodeFields([field(6, '')]))]), 3],
    ['a data key of 31 bytes', request(newDataKey(31)), 3],
    ['a data key of 5000 bytes', request(newDataKey(5000)), 3],
    ['a field that ends too early', Uint8Array.of(0x0a, 0x05, 0x01), 3],
    ['a field of 2^63 bytes', Uint8Array.of(0x0a, 255, 255, 255, 255, 255, 255, 255, 255, 127), 3],
    ['a group', Uint8Array.of(0x0b, 0x0c), 3],
    ['the field zero', Uint8Array.of(0x02, 0x00), 3],
    ['a number without end', Uint8Array.from({ length: 40 }, () => 0xff), 3],
    [
      'a recipient that is not UTF-8',
      encodeFields([
        field(1, encodeFields([field(6, encodeFields([field(1, Uint8Array.of(0xff))]))])),
        field(2, newDataKey()),
      ]),
      3,
    ],
  ])('%s is refused before anything is done', async (_, message, code) => {
    const service = keepingService()
    const { address } = await serving({ services: [service] })
    expect(await rawCall(address, encryptPath, message)).toMatchObject({ code, answer: undefined })
    expect(service.calls).toEqual([])
  })

  it('an empty enc, and one that is no text, are refused', async () => {
    const service = keepingService()
    const { address } = await serving({ services: [service] })
    expect(await rawCall(address, decryptPath, request(new Uint8Array()))).toMatchObject({
      code: 3,
    })
    expect(await rawCall(address, decryptPath, request(Uint8Array.of(0xff)))).toMatchObject({
      code: 3,
    })
    expect(service.calls).toEqual([])
  })

  it('a message that is too long is refused', async () => {
    const service = keepingService()
    const { address } = await serving({ services: [service] })
    const end = await rawCall(address, decryptPath, request(newDataKey(300_000)))
    expect(end.code).toBe(8)
    expect(service.calls).toEqual([])
  })

  it('a method that there is none of is refused', async () => {
    const { address } = await serving()
    expect(await rawCall(address, '/KeyService/Dump', request(newDataKey()))).toMatchObject({
      code: 12,
    })
  })

  it('fields of later releases are skipped', async () => {
    const { address } = await serving()
    const message = Buffer.concat([
      Uint8Array.of(0x18, 0x96, 0x01), // 3: a number
      Uint8Array.of(0x21, 1, 2, 3, 4, 5, 6, 7, 8), // 4: 64 bits
      Uint8Array.of(0x2d, 1, 2, 3, 4), // 5: 32 bits
      encodeFields([field(77, 'text')]),
      request(newDataKey()),
    ])
    expect(await rawCall(address, encryptPath, message)).toMatchObject({ code: 0 })
  })

  it('whatever is sent, the server answers and goes on', async () => {
    const { address } = await serving()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (message) => {
        const { code } = await rawCall(address, encryptPath, message)
        expect([3, 5]).toContain(code)
      }),
      { numRuns: 50 },
    )
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
  })

  it('what is no HTTP/2 at all does not end the server', async () => {
    const { address } = await serving()
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.end('GET / HTTP/1.1\r\n\r\n')
    await once(socket.resume(), 'close')
    expect(await client({ address }).wrap(ageKey, newDataKey(), {})).toMatch(/^kept:/)
  })
})

it('the log has a line for each call, without secrets', async () => {
  const lines: string[] = []
  const { address } = await serving({
    log: (line) => void lines.push(line),
    allow: ['age:age1example'],
  })
  const remote = client({ address })
  const dataKey = newDataKey()
  const enc = (await remote.wrap(ageKey, dataKey, {})) ?? ''
  await remote.unwrap(ageKey, enc, {})
  await expectFailure('UNWRAP_FAILED', remote.unwrap(ageKey, `${enc}x`, {}))
  await expectFailure(
    'PERMISSION_DENIED',
    remote.unwrap({ type: 'pgp', fingerprint: 'F\nforged' }, enc, {}),
  )
  await rawCall(address, encryptPath, Uint8Array.of(0x0a))
  expect(lines).toEqual([
    'encrypt age age1example: done',
    'decrypt age age1example: done',
    'decrypt age age1example: Nothing is kept under this text.',
    'decrypt pgp F\u{fffd}forged: The key service may not use this key.',
    'encrypt a message that is no request: The request is no message of the protocol: the message is cut off.',
  ])
  expect(lines.join('\n')).not.toContain(enc)
})

it('the list goes by the key that the client names, whatever the identities open', async () => {
  const opening = actingService(() => Promise.resolve(new Uint8Array(32)))
  const { address } = await serving({ services: [opening], allow: ['age:age1example'] })
  expect(await client({ address }).unwrap(ageKey, 'wrapped for another', {})).toHaveLength(32)
})
