import { expect, test } from 'vitest'
import { SopsError } from '../../src/errors/sops-error.ts'
import { cachedKeyService } from '../../src/keys/cached-key-service.ts'
import type { KeyService } from '../../src/keys/key-service.ts'
import type { MasterKey } from '../../src/keys/master-key.ts'
import { failureOf, fakeService, openService } from './fake-service.ts'
import { age } from './master-keys.ts'

test('a wrapped key is asked for once, whatever becomes of the answer', async () => {
  const asked = fakeService(openService)
  const service = cachedKeyService(asked)
  const first = await service.unwrap(age('a'), 'a=0102', {})
  first?.fill(0)
  expect(await service.unwrap(age('a'), 'a=0102', {})).toEqual(Uint8Array.of(1, 2))
  expect(await service.unwrap(age('b'), 'a=0102', {})).toEqual(Uint8Array.of(1, 2))
  expect(asked.asked).toEqual(['unwrap a a=0102', 'unwrap b a=0102'])
})

test('failures and "not mine" are asked for again', async () => {
  let fails = true
  const service = cachedKeyService(
    fakeService({
      unwrap: () => {
        if (fails) throw new SopsError('UNWRAP_FAILED', 'not yet')
        return null
      },
    }),
  )
  expect(await failureOf(() => service.unwrap(age('a'), 'x', {}))).toMatchObject({
    code: 'UNWRAP_FAILED',
  })
  fails = false
  expect(await service.unwrap(age('a'), 'x', {})).toBe(null)
  expect(await service.wrap(age('a'), new Uint8Array(32), {})).toBe(null)
})

test('of very many answers the oldest are forgotten', async () => {
  const asked = fakeService(openService)
  const service = cachedKeyService(asked)
  const encOf = (index: number): string => `=${index.toString(16).padStart(4, '0')}`
  for (let index = 0; index <= 4096; index += 1) await service.unwrap(age('a'), encOf(index), {})
  await service.unwrap(age('a'), encOf(4096), {})
  expect(asked.asked.length).toBe(4097)
  await service.unwrap(age('a'), encOf(0), {})
  expect(asked.asked.length).toBe(4098)
})

test('a service that is an object of a class is asked as such', async () => {
  class Counting implements KeyService {
    readonly name = 'counting'
    #count = 0
    async wrap(): Promise<string> {
      return `${++this.#count}`
    }
    async unwrap(): Promise<Uint8Array> {
      return Uint8Array.of(++this.#count)
    }
    async complete(): Promise<MasterKey> {
      return age(`${++this.#count}`)
    }
  }
  const service = cachedKeyService(new Counting())
  expect(service.name).toBe('counting')
  expect(await service.wrap(age('a'), new Uint8Array(32), {})).toBe('1')
  expect(await service.unwrap(age('a'), 'x', {})).toEqual(Uint8Array.of(2))
  expect(await service.unwrap(age('a'), 'x', {})).toEqual(Uint8Array.of(2))
  expect(await service.complete?.(age('a'), {})).toEqual(age('3'))
})

test('an answer is for one context only, also where the names are equal (KMS-012)', async () => {
  const asked = fakeService({ unwrap: () => Uint8Array.of(1) })
  const service = cachedKeyService(asked)
  const key = { type: 'kms', arn: 'a', role: '', awsProfile: '' } as const
  await service.unwrap({ ...key, context: { a: '1,b:2' } }, 'x', {})
  await service.unwrap({ ...key, context: { a: '1', b: '2' } }, 'x', {})
  expect(asked.asked.length).toBe(2)
})
