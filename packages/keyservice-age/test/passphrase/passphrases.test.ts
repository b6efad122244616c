import type { AgeIdentity, AgePassphraseRequest } from '@sopskit/keyservice-age'
import { ageKeyService } from '@sopskit/keyservice-age'
import type { KeyService } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import {
  counting,
  refusalOf,
  sshKey,
  sshLine,
  testKey,
  testPassphrase,
  vector,
} from '../support.ts'

const { key, identity } = testKey('x25519')
const sshMasterKey = { type: 'age', recipient: sshLine('ssh-ed25519') } as const
const encX25519 = vector('age-1.3.2-x25519')
const encSsh = vector('age-1.3.2-ssh-ed25519-key')
const lockedSsh = sshKey('ssh-ed25519-locked')
const lockedFile = vector('age-1.3.2-passphrase-identities')

interface Asked {
  readonly service: KeyService
  readonly requests: readonly Pick<AgePassphraseRequest, 'kind' | 'place'>[]
}

function asking(identities: readonly AgeIdentity[], answer?: string): Asked {
  const requests: Pick<AgePassphraseRequest, 'kind' | 'place'>[] = []
  const service = ageKeyService({
    identities,
    askPassphrase: async ({ kind, place }) => {
      requests.push({ kind, place })
      return answer
    },
  })
  return { service, requests }
}

const refusal = ({ service }: Asked, enc = encX25519): Promise<SopsError> =>
  refusalOf(() => service.unwrap(key, enc, {}))

describe('a passphrase is asked for', () => {
  it('once, and callers at the same time share the question', async () => {
    const asked = asking([lockedFile], testPassphrase)
    const call = (): Promise<Uint8Array | null> => asked.service.unwrap(key, encX25519, {})
    expect(await Promise.all([call(), call()])).toEqual([counting(32), counting(32)])
    expect(await call()).toEqual(counting(32))
    expect(asked.requests).toEqual([{ kind: 'identity-file', place: 'Age identity 1' }])
  })

  it('for an SSH key, once too', async () => {
    const asked = asking([lockedSsh], testPassphrase)
    const call = (): Promise<Uint8Array | null> => asked.service.unwrap(sshMasterKey, encSsh, {})
    expect(await Promise.all([call(), call()])).toEqual([counting(32), counting(32)])
    expect(asked.requests).toEqual([{ kind: 'ssh-key', place: 'Age identity 1' }])
  })

  it('not when another identity fits', async () => {
    const asked = asking([lockedSsh, lockedFile, identity])
    expect(await asked.service.unwrap(key, encX25519, {})).toEqual(counting(32))
    expect(asked.requests).toEqual([])
  })

  it('not for an SSH key that the file is not for (AGE-015)', async () => {
    const asked = asking([lockedSsh], testPassphrase)
    expect((await refusal(asked)).code).toBe('UNWRAP_FAILED')
    expect((await refusal(asked, vector('age-1.3.2-ssh-rsa-key'))).code).toBe('UNWRAP_FAILED')
    expect(asked.requests).toEqual([])
  })

  it('not for identities that a passphrase cannot open', async () => {
    const hostile = Buffer.from(armorless(lockedFile), 'base64').toString('latin1')
    const slow = Buffer.from(hostile.replace(/(-> scrypt \S+) 8\n/, '$1 21\n'), 'latin1')
    expect(slow.toString('latin1')).toContain(' 21\n')
    for (const [file, reason] of [
      [slow, /work factor above 20/],
      [Buffer.from(armorless(encX25519), 'base64'), /for a recipient/],
      [Buffer.from('age-encryption.org/v1\n'), /damaged/],
      [Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\nAAAA'), /damaged/],
      [Buffer.alloc(16 * 1024 * 1024 + 1), /16 MiB/],
    ] as const) {
      const asked = asking([{ kind: 'encrypted', file, place: 'keys' }], testPassphrase)
      const { code, message } = await refusal(asked)
      expect(code).toBe('UNWRAP_FAILED')
      expect(message).toMatch(reason)
      expect(asked.requests).toEqual([])
    }
  })
})

describe('without the right passphrase (UT-21)', () => {
  it.each([
    [
      'none',
      undefined,
      /none was given/,
      /\(1\) opens .*fits but is locked, and there is no terminal to ask/,
    ],
    [
      'a wrong one',
      'wrong',
      /another passphrase/,
      /\(1\) opens .*fits, but the passphrase is wrong/,
    ],
  ])('there are no identities: %s', async (_, answer, reason, sshReason) => {
    const file = asking([lockedFile], answer)
    expect((await refusal(file)).message).toMatch(reason)
    // It is not asked again: the answer stays.
    expect((await refusal(file)).code).toBe('UNWRAP_FAILED')
    expect(file.requests).toHaveLength(1)
    const ssh = asking([lockedSsh], answer)
    const { message } = await refusal(ssh, encSsh)
    expect(message).toMatch(sshReason)
    expect(message).not.toContain('belongs to')
    expect(message).not.toContain('Provide')
    expect(ssh.requests).toHaveLength(1)
  })

  it('the next identity is tried', async () => {
    const second = vector('age-1.3.2-passphrase-bad-line')
    const asked = asking([second, lockedFile], testPassphrase)
    expect(await asked.service.unwrap(key, encX25519, {})).toEqual(counting(32))
    expect(asked.requests.map(({ place }) => place)).toEqual(['Age identity 1', 'Age identity 2'])
  })

  it('whoever should be asked cannot be', async () => {
    const failing = (reason: Error): KeyService =>
      ageKeyService({ identities: [lockedFile], askPassphrase: () => Promise.reject(reason) })
    const foreign = await refusalOf(() => failing(new Error('oh')).unwrap(key, encX25519, {}))
    expect(foreign.message).toContain('none was given')
    const ours = new SopsError('PERMISSION_DENIED', 'There is no terminal.')
    const told = await refusalOf(() => failing(ours).unwrap(key, encX25519, {}))
    expect(told.code).toBe('UNWRAP_FAILED')
    expect(told.message).toContain('There is no terminal.')
  })

  it('nobody can be asked', async () => {
    const service = ageKeyService({ identities: [lockedFile, lockedSsh] })
    const { code, message } = await refusalOf(() => service.unwrap(key, encX25519, {}))
    expect(code).toBe('UNWRAP_FAILED')
    expect(message).toContain('Age identity 1: The encrypted identities need a passphrase')
  })
})

describe('what a passphrase opens is read by the rules of age (AGE-016)', () => {
  it.each([
    ['age-1.3.2-passphrase-empty', /empty inside/],
    ['age-1.3.2-passphrase-plugin', /plugin/],
    ['age-1.3.2-passphrase-bad-line', /line 4/],
  ])('%s is refused', async (name, reason) => {
    const asked = asking([vector(name)], testPassphrase)
    const { code, message } = await refusal(asked)
    expect(code).toBe('UNWRAP_FAILED')
    expect(message).toMatch(reason)
    expect(message).not.toContain('something else')
    expect(message).not.toMatch(/KEY-1|LAB-1/)
  })
})

describe('aborted', () => {
  it('one of two callers leaves the question to the other', async () => {
    const controller = new AbortController()
    const answers: ((answer: string) => void)[] = []
    let asked = 0
    const service = ageKeyService({
      identities: [lockedFile],
      askPassphrase: ({ signal }) => {
        asked++
        expect(signal.aborted).toBe(false)
        return new Promise((resolve) => answers.push(resolve))
      },
    })
    const first = service.unwrap(key, encX25519, { signal: controller.signal })
    const second = service.unwrap(key, encX25519, {})
    const gone = refusalOf(() => first)
    while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    controller.abort()
    expect((await gone).code).toBe('ABORTED')
    answers[0]?.(testPassphrase)
    expect(await second).toEqual(counting(32))
    expect(asked).toBe(1)
  })

  it('by all, the question is withdrawn, and asked again by the next', async () => {
    const controller = new AbortController()
    const signals: AbortSignal[] = []
    const service = ageKeyService({
      identities: [lockedSsh],
      askPassphrase: ({ signal }) => {
        signals.push(signal)
        if (signals.length > 1) return Promise.resolve(testPassphrase)
        controller.abort()
        return new Promise(() => undefined)
      },
    })
    const { signal } = controller
    const gone = await refusalOf(() => service.unwrap(sshMasterKey, encSsh, { signal }))
    expect(gone.code).toBe('ABORTED')
    expect(signals[0]?.aborted).toBe(true)
    expect(await service.unwrap(sshMasterKey, encSsh, {})).toEqual(counting(32))
    expect(signals).toHaveLength(2)
  })
})

function armorless(text: string): string {
  return text.replaceAll(/-----.*/g, '')
}
