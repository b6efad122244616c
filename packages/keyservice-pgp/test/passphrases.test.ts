import { SopsError } from '@sopskit/core'
import { type AskPassphrase, pgpKeyService, type PgpKeyToUnlock } from '@sopskit/keyservice-pgp'
import { readKey } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { messageWith } from './messages.ts'
import {
  counting,
  fingerprintsOf,
  masterKey,
  privateKey,
  publicKey,
  refusalOf,
  testPassphrase,
} from './support.ts'

const key = await masterKey('locked')
const enc =
  (await pgpKeyService({ publicKeys: [publicKey('locked')] }).wrap(key, counting(32), {})) ?? ''

/** A service over the locked key, and the questions that it asked. */
function serviceWith(answer: AskPassphrase) {
  const questions: PgpKeyToUnlock[] = []
  const service = pgpKeyService({
    privateKeys: [privateKey('locked')],
    passphrase: async (question) => {
      questions.push(question)
      return answer(question)
    },
  })
  const unwrap = (signal?: AbortSignal): Promise<Uint8Array | null> =>
    service.unwrap(key, enc, signal === undefined ? {} : { signal })
  return { questions, unwrap, service }
}

describe('a key that is locked', () => {
  it.each(['locked', 'locked-rsa'] as const)('%s opens with its passphrase', async (name) => {
    const service = pgpKeyService({
      privateKeys: [privateKey(name)],
      passphrase: async () => testPassphrase,
    })
    const own = await masterKey(name)
    const wrapped = (await service.wrap(own, counting(32), {})) ?? ''
    expect(await service.unwrap(own, wrapped, {})).toEqual(counting(32))
  })

  it('is asked for once, by whoever needs it first, also when several do at once', async () => {
    const { questions, unwrap } = serviceWith(async () => testPassphrase)
    const all = await Promise.all([unwrap(), unwrap(), unwrap()])
    expect(all).toEqual([counting(32), counting(32), counting(32)])
    await unwrap()
    const [fingerprint = ''] = await fingerprintsOf(publicKey('locked'))
    const userIds = ['locked (for tests only, not secret) <locked@sopskit.test>']
    expect(questions).toEqual([{ fingerprint, userIds }])
  })

  it('is not asked for to wrap', async () => {
    const { questions, service } = serviceWith(async () => testPassphrase)
    await service.wrap(key, counting(32), {})
    expect(questions).toEqual([])
  })

  it('stays locked without a passphrase', async () => {
    const service = pgpKeyService({ privateKeys: [privateKey('locked')] })
    const refusal = await refusalOf(() => service.unwrap(key, enc, {}))
    expect(refusal.code).toBe('PERMISSION_DENIED')
    expect(refusal.message).toContain('Provide the passphrase')
  })

  it('stays locked with a wrong passphrase, and is asked for again by the next call', async () => {
    const answers = ['wrong-passphrase', testPassphrase]
    const { questions, unwrap } = serviceWith(async () => answers.shift())
    const refusal = await refusalOf(() => unwrap())
    expect(refusal.code).toBe('PERMISSION_DENIED')
    expect(refusal.message).not.toContain('wrong-passphrase')
    expect(await unwrap()).toEqual(counting(32))
    expect(questions).toHaveLength(2)
  })

  it('stays locked when no passphrase is given', async () => {
    const { unwrap } = serviceWith(async () => undefined)
    expect((await refusalOf(() => unwrap())).code).toBe('PERMISSION_DENIED')
  })

  it('stays locked when asking fails, and that error is not shown', async () => {
    const { unwrap } = serviceWith(() => Promise.reject(new Error('hunter2')))
    const refusal = await refusalOf(() => unwrap())
    expect(refusal.code).toBe('PERMISSION_DENIED')
    expect(`${refusal.message} ${String(refusal.cause)}`).not.toContain('hunter2')
  })

  it('passes on what the asking side says in our terms', async () => {
    const { unwrap } = serviceWith(() => Promise.reject(new SopsError('ABORTED', 'No more.')))
    expect((await refusalOf(() => unwrap())).message).toBe('No more.')
  })

  it('an abort ends the waiting of that call only', async () => {
    let answer: (passphrase: string) => void = () => undefined
    const asked = new Promise<string>((resolve) => (answer = resolve))
    const { questions, unwrap } = serviceWith(() => asked)
    const control = new AbortController()
    const stopped = refusalOf(() => unwrap(control.signal))
    const patient = unwrap()
    control.abort()
    expect((await stopped).code).toBe('ABORTED')
    answer(testPassphrase)
    expect(await patient).toEqual(counting(32))
    expect(questions).toHaveLength(1)
  })
})

it('of the keys of a message, one that is not locked is tried first', async () => {
  const encryptionKeys = await Promise.all(
    [publicKey('locked'), publicKey('other')].map((armoredKey) => readKey({ armoredKey })),
  )
  const service = pgpKeyService({
    privateKeys: [privateKey('locked'), privateKey('other')],
    passphrase: () => Promise.reject(new Error('asked in vain')),
  })
  const both = await messageWith(counting(32), { encryptionKeys })
  expect(await service.unwrap(key, both, {})).toEqual(counting(32))
})
