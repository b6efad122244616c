import { randomFillSync } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SopsError } from '../../src/errors/sops-error.ts'
import { KeysNotWrappedError } from '../../src/keys/keys-not-wrapped-error.ts'
import type { MasterKey } from '../../src/keys/master-key.ts'
import { wrapDataKey } from '../../src/keys/wrap-data-key.ts'
import type { WrapOptions, WrappedKeyGroups } from '../../src/keys/wrap-data-key.ts'
import { pooledRandom } from '../../src/random/random-bytes.ts'
import { combineShares } from '../../src/shamir/combine-shares.ts'
import { failureOf, fakeService, openService } from './fake-service.ts'
import { age, everyKind } from './master-keys.ts'

const dataKey = new Uint8Array(32).map((_, index) => index + 1)
const now = new Date('2026-11-22T10:11:12.987Z')
const random = pooledRandom((bytes) => randomFillSync(bytes))

function wrap(
  keyGroups: readonly (readonly MasterKey[])[],
  more: Partial<WrapOptions> = {},
): Promise<WrappedKeyGroups> {
  const services = [fakeService(openService)]
  return wrapDataKey(dataKey, { keyGroups, services, random, now, ...more })
}

const codeOf = async (action: () => unknown): Promise<unknown> => {
  const error = await failureOf(action)
  return error instanceof SopsError ? error.code : error
}

describe('one group', () => {
  test('K2: every key wraps the data key itself, in order and with duplicates', async () => {
    const { keyGroups, shamirThreshold } = await wrap([[age('b'), age('a'), age('b')]])
    const hex = Buffer.from(dataKey).toString('hex')
    expect(keyGroups[0]?.keys.map(({ enc }) => enc)).toEqual([`b=${hex}`, `a=${hex}`, `b=${hex}`])
    expect(shamirThreshold).toBe(0)
  })

  test('D4: every kind but age gets the time in whole seconds', async () => {
    const { keyGroups } = await wrap([everyKind])
    const stamps = keyGroups[0]?.keys.map(({ key, createdAt }) => [key.type, createdAt])
    expect(stamps).toEqual(
      everyKind.map(({ type }) => [type, type === 'age' ? undefined : '2026-11-22T10:11:12Z']),
    )
    const [ageEntry] = keyGroups[0]?.keys.filter(({ key }) => key.type === 'age') ?? []
    expect(ageEntry).not.toHaveProperty('createdAt')
  })

  test.each([-1, 1, 2, 300])('S5: a threshold of %i means nothing but is kept', async (given) => {
    expect((await wrap([[age('a')]], { shamirThreshold: given })).shamirThreshold).toBe(given)
  })

  test('a threshold that is no whole number is refused all the same', async () => {
    for (const shamirThreshold of [2.5, Number.NaN]) {
      const attempt = (): unknown => wrap([[age('a')]], { shamirThreshold })
      expect(await codeOf(attempt)).toBe('INVALID_THRESHOLD')
    }
  })

  test('V3: data keys of 16 and 24 bytes of old files can be wrapped, others not', async () => {
    const options = { keyGroups: [[age('a')]], services: [fakeService(openService)], random, now }
    for (const length of [16, 24]) {
      const { keyGroups } = await wrapDataKey(new Uint8Array(length), options)
      expect(keyGroups).toHaveLength(1)
    }
    for (const length of [0, 31, 33]) {
      const attempt = (): unknown => wrapDataKey(new Uint8Array(length), options)
      expect(await codeOf(attempt)).toBe('INVALID_DATA_KEY')
    }
  })
})

describe('several groups', () => {
  const bytesOf = (enc: string): Uint8Array => openService.unwrap(age(''), enc)

  test('S2, S3: each group wraps its own share of 33 bytes, numbered in order', async () => {
    const { keyGroups } = await wrap([[age('a'), age('b')], [age('c')], [age('d')]], {
      shamirThreshold: 2,
    })
    const shares = keyGroups.map(({ keys }) => keys.map(({ enc }) => bytesOf(enc)))
    expect(shares.map((group) => group.map((share) => share.length))).toEqual([
      [33, 33],
      [33],
      [33],
    ])
    expect(shares.map((group) => group[0]?.[32])).toEqual([1, 2, 3])
    expect(shares[0]?.[0]).toEqual(shares[0]?.[1])
    const [first = [], , third = []] = shares
    expect(combineShares([...first.slice(1), ...third])).toEqual(dataKey)
  })

  test.each([undefined, 0])('S4: a threshold of %s is the number of groups', async (given) => {
    const more = given === undefined ? {} : { shamirThreshold: given }
    const { shamirThreshold } = await wrap([[age('a')], [age('b')], [age('c')]], more)
    expect(shamirThreshold).toBe(3)
  })

  test.each([1, -1, 4, 2.5, Number.NaN])('S4: a threshold of %d is refused', async (given) => {
    const service = fakeService(openService)
    const groups = [[age('a')], [age('b')], [age('c')]]
    const attempt = (): unknown => wrap(groups, { shamirThreshold: given, services: [service] })
    expect(await codeOf(attempt)).toBe('INVALID_THRESHOLD')
    expect(service.asked).toEqual([])
  })

  test('S4: there can be 255 groups and not 256', async () => {
    const groups = (count: number): MasterKey[][] => Array.from({ length: count }, () => [age('a')])
    expect((await wrap(groups(255))).shamirThreshold).toBe(255)
    expect(await codeOf(() => wrap(groups(256)))).toBe('INVALID_THRESHOLD')
  })
})

describe('key services', () => {
  const failing = (name: string, message: string): ReturnType<typeof fakeService> =>
    fakeService({
      name,
      wrap: () => {
        throw new SopsError('WRAP_FAILED', message)
      },
    })

  test('CLI-054: the first answer wins, after services that know nothing or fail', async () => {
    const [silent, working, last] = [{}, openService, openService].map(fakeService)
    if (!silent || !working || !last) throw new Error('Three services were made.')
    const services = [silent, failing('broken', 'no'), working, last]
    const { keyGroups } = await wrap([[age('a')]], { services })
    expect(keyGroups[0]?.keys[0]?.enc).toMatch(/^a=/)
    expect([silent.asked, working.asked, last.asked]).toEqual([['wrap a'], ['wrap a'], []])
  })

  test('a service that overwrites what it is given spoils nothing', async () => {
    const greedy = fakeService({
      wrap: (key, bytes) => {
        const enc = openService.wrap(key, bytes)
        bytes.fill(0)
        return enc
      },
    })
    const { keyGroups } = await wrap([[age('a'), age('a')]], { services: [greedy] })
    expect(keyGroups[0]?.keys[1]?.enc).toBe(keyGroups[0]?.keys[0]?.enc)
    expect(dataKey[31]).toBe(32)
  })

  test('shares and copies of the data key are overwritten in the end', async () => {
    const given: Uint8Array[] = []
    const service = fakeService({
      wrap: (_, bytes) => {
        given.push(bytes)
        return 'enc'
      },
    })
    await wrap([[age('a')], [age('b')]], { services: [service] })
    await wrap([[age('a')]], { services: [service] })
    expect(given.map((bytes) => bytes.length)).toEqual([33, 33, 32])
    expect(given.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true)
  })

  test('K3: one key that cannot be wrapped fails all, and every failure is told', async () => {
    const picky = fakeService({
      name: 'picky',
      wrap: (key, bytes) => {
        if (openService.wrap(key, bytes).startsWith('good')) return 'enc'
        throw new SopsError('WRAP_FAILED', 'The recipient is not valid.')
      },
    })
    const services = [picky, failing('remote', 'The service is away.')]
    const keys = [age('bad-1'), age('good'), age('bad-2')]
    const error = await failureOf(() => wrap([keys, [age('bad-3')]], { services }))
    expect(error).toBeInstanceOf(KeysNotWrappedError)
    expect(error).toMatchObject({ code: 'WRAP_FAILED', keys: { length: 3 } })
    const { message } = error as KeysNotWrappedError
    for (const text of ['bad-1', 'bad-2', 'bad-3', 'picky: The recipient', 'remote: The service']) {
      expect(message).toContain(text)
    }
    expect(message).not.toContain('good')
  })

  test('an empty wrapped key is refused', async () => {
    const services = [fakeService({ wrap: () => '' })]
    expect(await codeOf(() => wrap([[age('a')]], { services }))).toBe('WRAP_FAILED')
  })

  test('a kind of key that no service handles', async () => {
    for (const services of [[], [fakeService({})]]) {
      expect(await codeOf(() => wrap([[age('a')]], { services }))).toBe('UNSUPPORTED_KEY_TYPE')
    }
    const mixed = [fakeService({ wrap: (key) => (key.type === 'age' ? '' : null) })]
    const error = await failureOf(() => wrap([everyKind], { services: mixed }))
    expect(error).toMatchObject({ code: 'WRAP_FAILED', keys: { length: everyKind.length } })
  })

  test('CFG-049: no group, or a group without keys', async () => {
    const service = fakeService(openService)
    const attempt = (groups: MasterKey[][]): Promise<unknown> =>
      codeOf(() => wrap(groups, { services: [service] }))
    expect(await attempt([])).toBe('NO_RECIPIENTS')
    expect(await attempt([[]])).toBe('EMPTY_KEY_GROUP')
    expect(await attempt([[age('a')], []])).toBe('EMPTY_KEY_GROUP')
    expect(service.asked).toEqual([])
  })
})

describe('aborting', () => {
  test('nobody is asked after an abort', async () => {
    const controller = new AbortController()
    const service = fakeService({
      wrap: () => {
        controller.abort()
        return 'enc'
      },
    })
    const options = { services: [service], signal: controller.signal }
    expect(await codeOf(() => wrap([[age('a'), age('b')]], options))).toBe('ABORTED')
    expect(service.asked).toEqual(['wrap a'])
    expect(service.calls).toEqual([{ signal: controller.signal }])
  })
})

test('no error holds anything of the data key or of what services throw', async () => {
  const hex = Buffer.from(dataKey).toString('hex')
  const leaking = fakeService({
    wrap: (_, bytes) => {
      throw new Error(`hunter2 ${Buffer.from(bytes).toString('hex')}`)
    },
  })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), async (groups) => {
      const keyGroups = Array.from({ length: groups }, () => [age('a')])
      const error = await failureOf(() => wrap(keyGroups, { services: [leaking] }))
      const shown = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`
      expect(shown).toContain('withheld')
      expect(shown).not.toMatch(new RegExp(`hunter2|${hex}`))
    }),
    { numRuns: 8 },
  )
})
