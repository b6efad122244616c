import {
  ageIdentitiesFromEnvironment,
  ageKeyServiceFromEnvironment,
  agePlugins,
} from '@sopskit/keyservice-age/node'
import { expect, it } from 'vitest'
import { counting, refusalOf, testKey, vector } from '../support.ts'
import { defaultFile, environment, sshFiles } from './environment.ts'

const { identity, key } = testKey('x25519')
const enc = vector('age-1.3.2-x25519')

it('reads its sources when a data key must be unwrapped, and once', async () => {
  const place = environment({}, { [defaultFile]: identity })
  const service = ageKeyServiceFromEnvironment(place)
  await service.wrap(key, counting(32), {})
  expect(await service.unwrap({ type: 'pgp', fingerprint: '' }, enc, {})).toBeNull()
  expect(place.reads).toEqual([])
  const both = [service.unwrap(key, enc, {}), service.unwrap(key, enc, {})]
  expect(await Promise.all(both)).toEqual([counting(32), counting(32)])
  expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
  expect(place.reads).toEqual([...sshFiles, defaultFile])
})

it('reads nothing when the call is aborted already', async () => {
  const place = environment({}, { [defaultFile]: identity })
  const signal = AbortSignal.abort()
  const refusal = await refusalOf(() =>
    ageKeyServiceFromEnvironment(place).unwrap(key, enc, { signal }),
  )
  expect(refusal.code).toBe('ABORTED')
  expect(place.reads).toEqual([])
})

it('stops when the call is aborted while it reads', async () => {
  const controller = new AbortController()
  const place = {
    ...environment({}),
    readFile: () => {
      controller.abort()
      return Promise.resolve(new TextEncoder().encode(identity))
    },
  }
  const service = ageKeyServiceFromEnvironment(place)
  const refusal = await refusalOf(() => service.unwrap(key, enc, { signal: controller.signal }))
  expect(refusal.code).toBe('ABORTED')
  // The identities are kept for the next call.
  expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
})

it('works in spite of failing sources', async () => {
  const env = { SOPS_AGE_KEY: 'bad', SOPS_AGE_KEY_CMD: 'x', SOPS_AGE_KEY_FILE: '/none' }
  const service = ageKeyServiceFromEnvironment(environment(env, { [defaultFile]: identity }))
  expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
})

it('reports every place looked at when there is no identity (ERR-02)', async () => {
  const env = { SOPS_AGE_KEY: `${identity},`, SOPS_AGE_KEY_CMD: 'x' }
  const service = ageKeyServiceFromEnvironment(environment(env))
  const refusal = await refusalOf(() => service.unwrap(key, enc, {}))
  expect(refusal.code).toBe('UNWRAP_FAILED')
  expect(refusal.message).toMatch(/no age identity/)
  for (const place of ['SOPS_AGE_KEY:', 'SOPS_AGE_KEY_FILE', 'SOPS_AGE_KEY_CMD:', defaultFile]) {
    expect(refusal.message).toContain(place)
  }
  expect(refusal.message).not.toContain(identity.slice(20))
})

it('reports them too when no identity fits', async () => {
  const env = { SOPS_AGE_KEY: testKey('other-x25519').identity, SOPS_AGE_KEY_FILE: '/none' }
  const service = ageKeyServiceFromEnvironment(environment(env))
  const refusal = await refusalOf(() => service.unwrap(key, enc, {}))
  expect(refusal.code).toBe('UNWRAP_FAILED')
  expect(refusal.message).toContain(key.recipient)
  expect(refusal.message).toContain(`(1) belongs to ${key.recipient}. Tried: SOPS_AGE_KEY (1).`)
  expect(refusal.message).toContain('SOPS_AGE_KEY_FILE: The file it names does not exist: /none.')
  expect(refusal.message).toContain(`SOPS_AGE_KEY_CMD, ${defaultFile}.`)
})

it.each([0, -1, Number.NaN, 2 ** 31])('a deadline of %d is none', async (deadlineMs) => {
  const place = { ...environment({}, {}), deadlineMs }
  const uses = [
    async () => ageKeyServiceFromEnvironment(place),
    async () => ageIdentitiesFromEnvironment(place),
    async () => agePlugins(place),
  ]
  for (const use of uses) expect((await refusalOf(use)).code).toBe('INVALID_OPTION')
})
