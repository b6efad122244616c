import { randomFillSync } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SopsError } from '../../src/errors/sops-error.ts'
import {
  DataKeyUnavailableError,
  isDataKeyUnavailable,
} from '../../src/keys/data-key-unavailable-error.ts'
import type { MasterKey } from '../../src/keys/master-key.ts'
import { unwrapDataKey } from '../../src/keys/unwrap-data-key.ts'
import type { UnwrapOptions } from '../../src/keys/unwrap-data-key.ts'
import { wrapDataKey } from '../../src/keys/wrap-data-key.ts'
import type { KeyGroup } from '../../src/metadata/metadata.ts'
import { pooledRandom } from '../../src/random/random-bytes.ts'
import { failureOf, fakeService, openService, outcomeOf } from './fake-service.ts'
import type { FakeService } from './fake-service.ts'
import { age, everyKind } from './master-keys.ts'

const dataKey = new Uint8Array(32).map((_, index) => 200 - index)
const random = pooledRandom((bytes) => randomFillSync(bytes))

const group = (...entries: readonly [MasterKey, string][]): KeyGroup => ({
  keys: entries.map(([key, enc]) => ({ key, enc, unknown: [] })),
})

function unwrap(
  keyGroups: readonly KeyGroup[],
  options: Partial<UnwrapOptions> & { readonly shamirThreshold?: number },
): Promise<Uint8Array> {
  const { shamirThreshold = 0, services = [], ...more } = options
  return unwrapDataKey({ keyGroups, shamirThreshold }, { services, ...more })
}

/** Opens the `enc` texts named, each to its number. */
function opening(answers: Readonly<Record<string, number>>, name = 'fake'): FakeService {
  const unwrapOne = (_: MasterKey, enc: string): Uint8Array => {
    const answer = answers[enc]
    if (answer !== undefined) return Uint8Array.of(answer)
    throw new SopsError('UNWRAP_FAILED', `No identity opens ${enc}.`)
  }
  return fakeService({ name, unwrap: unwrapOne })
}

describe('the order of keys', () => {
  const each = group(...everyKind.map((key): [MasterKey, string] => [key, key.type]))
  const tried = async (decryptionOrder?: readonly string[]): Promise<unknown> => {
    const service = opening({})
    const options = { services: [service], ...(decryptionOrder && { decryptionOrder }) }
    await failureOf(() => unwrap([each], options))
    return service.asked.map((asked) => asked.split(' ').at(-1)).join()
  }

  test.each([
    [undefined, 'age,pgp,kms,gcp_kms,hckms,azure_kv,hc_vault'],
    [[], 'kms,gcp_kms,hckms,azure_kv,hc_vault,pgp,age'],
    [['pgp'], 'pgp,kms,gcp_kms,hckms,azure_kv,hc_vault,age'],
    [['hc_vault', 'age', 'kms'], 'hc_vault,age,kms,gcp_kms,hckms,azure_kv,pgp'],
    // Words are not trimmed, and unknown ones are harmless (CLI-050).
    [['bogus', ' age', 'AGE', ''], 'kms,gcp_kms,hckms,azure_kv,hc_vault,pgp,age'],
  ])('K5, D9: %j', async (order, wanted) => {
    expect(await tried(order)).toBe(wanted)
  })

  test('K5: keys of one kind keep their order', async () => {
    const service = opening({})
    const [kms] = everyKind
    const keys = group([age('z'), '1'], [kms, '2'], [age('a'), '3'], [age('m'), '4'])
    await failureOf(() => unwrap([keys], { services: [service] }))
    expect(service.asked.map((asked) => asked.slice(-1)).join('')).toBe('1342')
  })

  test.each([[['age', 'age']], [['bogus', 'pgp', 'bogus']], [['', '']]])(
    'K5: %j names a kind twice',
    async (decryptionOrder) => {
      const service = opening({ a: 1 })
      const keys = [group([age('a'), 'a'])]
      const error = await failureOf(() => unwrap(keys, { services: [service], decryptionOrder }))
      expect(error).toMatchObject({ code: 'DUPLICATE_DECRYPTION_ORDER' })
      expect(service.asked).toEqual([])
    },
  )
})

describe('one group', () => {
  test('K5: the first key that works ends the group', async () => {
    const service = opening({ two: 2, three: 3 })
    const keys = group([age('a'), 'one'], [age('b'), 'two'], [age('c'), 'three'])
    expect(await unwrap([keys], { services: [service] })).toEqual(Uint8Array.of(2))
    expect(service.asked).toEqual(['unwrap a one', 'unwrap b two'])
  })

  test('K6: services are asked in turn, past those that know nothing or fail', async () => {
    const services = [fakeService({}), opening({}), opening({ one: 1 }), opening({ one: 9 })]
    expect(await unwrap([group([age('a'), 'one'])], { services })).toEqual(Uint8Array.of(1))
    expect(services.map(({ asked }) => asked.length)).toEqual([1, 1, 1, 0])
  })

  test('S5: a threshold means nothing for it', async () => {
    const options = { services: [opening({ one: 1 })], shamirThreshold: 3 }
    expect(await unwrap([group([age('a'), 'one'])], options)).toEqual(Uint8Array.of(1))
  })

  test('S8: a data key of any other length is for the cipher to refuse', async () => {
    const services = [fakeService({ unwrap: () => new Uint8Array(33) })]
    expect(await unwrap([group([age('a'), 'share'])], { services })).toHaveLength(33)
  })

  test('an empty data key is none', async () => {
    const services = [fakeService({ unwrap: () => new Uint8Array() })]
    const error = await failureOf(() => unwrap([group([age('a'), 'one'])], { services }))
    expect(error).toMatchObject({ code: 'DATA_KEY_UNAVAILABLE' })
  })

  test('the result is the caller’s: overwriting it leaves the service’s own alone', async () => {
    const kept = Uint8Array.of(1, 2)
    const services = [fakeService({ unwrap: () => kept })]
    const given = await unwrap([group([age('a'), 'one'])], { services })
    given.fill(0)
    expect(kept).toEqual(Uint8Array.of(1, 2))
  })
})

describe('the same wrapped key', () => {
  test('is asked for once, whether it opens or not', async () => {
    const good = opening({ good: 1 })
    const bad = opening({}, 'other')
    const twice = [group([age('a'), 'bad'], [age('a'), 'bad']), group([age('a'), 'bad'])]
    const error = await failureOf(() => unwrap(twice, { services: [good, bad] }))
    expect([good.asked, bad.asked]).toEqual([['unwrap a bad'], ['unwrap a bad']])
    const reasons = isDataKeyUnavailable(error) && error.groups.map(({ keys }) => keys.length)
    expect(reasons).toEqual([2, 1])
  })

  test('is another one under another key or with another text', async () => {
    const service = opening({})
    const [kms] = everyKind
    const assumed = { ...kms, role: 'r' }
    const keys = group(
      [kms, 'x'],
      [assumed, 'x'],
      [age('a'), 'x'],
      [age('a'), 'y'],
      [age('b'), 'x'],
    )
    await failureOf(() => unwrap([keys], { services: [service] }))
    expect(service.asked).toHaveLength(5)
  })
})

describe('several groups', () => {
  const parts = 4
  const wrapped = async (shamirThreshold: number): Promise<readonly KeyGroup[]> => {
    const keyGroups = Array.from({ length: parts }, (_, index) => [age(`k${index}`)])
    const services = [fakeService(openService)]
    const options = { keyGroups, shamirThreshold, services, random, now: new Date(0) }
    return (await wrapDataKey(dataKey, options)).keyGroups
  }
  const available = (names: readonly string[]): FakeService =>
    fakeService({
      unwrap: (key, enc) => {
        if (key.type === 'age' && names.includes(key.recipient)) return openService.unwrap(key, enc)
        throw new SopsError('UNWRAP_FAILED', 'There is no identity for it.')
      },
    })

  test('S6, S7, CLI-053: enough parts give the data key back, fewer a report', async () => {
    const chosen = fc.subarray(['k0', 'k1', 'k2', 'k3'])
    const thresholds = fc.constantFrom(2, 3, 4)
    await fc.assert(
      fc.asyncProperty(chosen, thresholds, async (names, shamirThreshold) => {
        const service = available(names)
        const groups = await wrapped(shamirThreshold)
        const outcome = await outcomeOf(() =>
          unwrap(groups, { services: [service], shamirThreshold }),
        )
        const unavailable: unknown = expect.any(DataKeyUnavailableError)
        expect(outcome).toEqual(names.length >= shamirThreshold ? dataKey : unavailable)
        // No stop at the threshold (S6).
        expect(service.asked).toHaveLength(parts)
      }),
      { numRuns: 60 },
    )
  })

  test.each([0, 1, -1])('S7: a threshold of %i asks for two parts', async (shamirThreshold) => {
    const groups = await wrapped(2)
    const two = { services: [available(['k1', 'k3'])], shamirThreshold }
    expect(await unwrap(groups, two)).toEqual(dataKey)
    const one = { services: [available(['k1'])], shamirThreshold }
    const error = await failureOf(() => unwrap(groups, one))
    expect(error).toMatchObject({ code: 'DATA_KEY_UNAVAILABLE', requiredGroups: 2 })
  })

  test('a threshold above the number of groups is never met', async () => {
    const services = [available(['k0', 'k1', 'k2', 'k3'])]
    const groups = await wrapped(2)
    const error = await failureOf(() => unwrap(groups, { services, shamirThreshold: 5 }))
    expect(error).toMatchObject({ code: 'DATA_KEY_UNAVAILABLE', requiredGroups: 5 })
  })

  test('S6: parts that do not fit together', async () => {
    const [first] = await wrapped(2)
    const twice = first === undefined ? [] : [first, first]
    const services = [available(['k0'])]
    const error = await failureOf(() => unwrap(twice, { services, shamirThreshold: 2 }))
    expect(error).toMatchObject({ code: 'INVALID_SHARES' })
  })
})

describe('the report', () => {
  test('says for each group, key and service what was tried, and why it failed', async () => {
    const silent = fakeService({ name: 'silent' })
    const odd = fakeService({
      name: 'odd',
      unwrap: () => {
        throw new RangeError('hunter2')
      },
    })
    const services = [opening({ good: 1 }, 'local'), silent, odd]
    const groups = [group([age('a'), 'bad'], [age('b'), 'good']), group([age('c'), 'worse'])]
    const error = await failureOf(() => unwrap(groups, { services, shamirThreshold: 2 }))
    const failed = (enc: string): unknown => [
      { service: 'local', code: 'UNWRAP_FAILED', reason: `No identity opens ${enc}.` },
      { service: 'odd', code: undefined, reason: expect.stringContaining('RangeError') as unknown },
    ]
    expect(error).toMatchObject({ code: 'DATA_KEY_UNAVAILABLE', requiredGroups: 2 })
    expect(isDataKeyUnavailable(error) && error.groups).toEqual([
      { recovered: true, keys: [{ key: age('a'), services: failed('bad') }] },
      { recovered: false, keys: [{ key: age('c'), services: failed('worse') }] },
    ])
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2')
  })

  test.each([[[]], [[{ keys: [] }]]])('stands for files without keys, too', async (groups) => {
    const error = await failureOf(() => unwrap(groups, { services: [opening({})] }))
    expect(error).toMatchObject({ code: 'DATA_KEY_UNAVAILABLE' })
  })

  test('is told by its shape, so that it passes between copies of this package', () => {
    const other = Object.assign(new SopsError('DATA_KEY_UNAVAILABLE', ''), { groups: [] })
    expect(isDataKeyUnavailable(other)).toBe(false)
    expect(isDataKeyUnavailable(Object.assign(other, { requiredGroups: 1 }))).toBe(true)
    expect(isDataKeyUnavailable(new SopsError('MAC_MISMATCH', ''))).toBe(false)
  })
})

describe('aborting', () => {
  const keys = [group([age('a'), 'one'], [age('b'), 'two'])]

  test('before the first call', async () => {
    const service = opening({ one: 1 })
    const signal = AbortSignal.abort()
    const error = await failureOf(() => unwrap(keys, { services: [service], signal }))
    expect(error).toMatchObject({ code: 'ABORTED' })
    expect(service.asked).toEqual([])
  })

  test('during a call ends everything, whatever the call throws', async () => {
    const controller = new AbortController()
    const service = fakeService({
      unwrap: () => {
        controller.abort()
        throw new TypeError('cancelled')
      },
    })
    const last = [group([age('a'), 'one'])]
    const options = { services: [service], signal: controller.signal }
    expect(await failureOf(() => unwrap(last, options))).toMatchObject({ code: 'ABORTED' })
    expect(service.asked).toEqual(['unwrap a one'])
    expect(service.calls).toEqual([{ signal: controller.signal }])
  })

  test('by a service itself ends everything', async () => {
    const service = fakeService({
      unwrap: () => {
        throw new SopsError('ABORTED', 'The operation was aborted.')
      },
    })
    const error = await failureOf(() => unwrap(keys, { services: [service] }))
    expect(error).toMatchObject({ code: 'ABORTED' })
    expect(service.asked).toEqual(['unwrap a one'])
  })
})
