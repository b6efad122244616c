import type { AgeIdentity } from '@sopskit/keyservice-age'
import { ageKeyService } from '@sopskit/keyservice-age'
import type { SopsError } from '@sopskit/core'
import { armor, Encrypter, Stanza } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { sshRecipient } from '../../src/ssh/ssh-recipient.ts'
import { counting, refusalOf, sshKey, sshLine, testPassphrase, vector } from '../support.ts'

const keyOf = (name: string) => ({ type: 'age', recipient: sshLine(name) }) as const

describe('unwrapping what age wrapped', () => {
  it.each([
    ['ssh-ed25519', 'ssh-ed25519'],
    ['ssh-rsa', 'ssh-rsa'],
    ['ssh-rsa', 'ssh-rsa-pem'],
    ['ssh-rsa', 'ssh-rsa-pkcs8'],
  ])('for %s, with the file %s', async (line, file) => {
    const service = ageKeyService({ identities: [sshKey(file)] })
    const enc = vector(`age-1.3.2-${line}-key`)
    expect(await service.unwrap(keyOf(line), enc, {})).toEqual(counting(32))
  })
})

describe('a stanza for the key that is changed', () => {
  it.each(['ssh-ed25519', 'ssh-rsa'])('is damage, not a missing identity: %s', async (name) => {
    const bytes = Buffer.from(vector(`age-1.3.2-${name}-key`).replaceAll(/-----.*/g, ''), 'base64')
    const header = bytes.toString('latin1')
    const body = header.indexOf('\n', header.indexOf('-> ')) + 1
    bytes[body] = bytes[body] === 65 ? 66 : 65
    const enc = `-----BEGIN AGE ENCRYPTED FILE-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END AGE ENCRYPTED FILE-----\n`
    const service = ageKeyService({ identities: [sshKey(name)] })
    const { code, message } = await refusalOf(() => service.unwrap(keyOf(name), enc, {}))
    expect(code).toBe('UNWRAP_FAILED')
    expect(message).toContain('the age file is damaged')
  })
})

it.each(['ssh-ed25519', 'ssh-rsa'])(
  'a stanza of another %s key that has the same tag does not stand in the way',
  async (name) => {
    const key = keyOf(name)
    const own = sshRecipient(key.recipient)
    const encrypter = new Encrypter()
    encrypter.addRecipient({
      wrapFileKey: async (fileKey) => [
        // For other bytes: as good as for another key.
        ...(await own.wrapFileKey(new Uint8Array(16))).map(({ args, body }) => {
          return new Stanza(
            args,
            body.map((byte) => byte ^ 1),
          )
        }),
        ...(await own.wrapFileKey(fileKey)),
      ],
    })
    const enc = armor.encode(await encrypter.encrypt(counting(32)))
    const service = ageKeyService({ identities: [sshKey(name)] })
    expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
  },
)

describe('keys that cannot be used', () => {
  const locked = {
    kind: 'ssh',
    privateKey: sshKey('ssh-rsa-pem-locked'),
    place: 'the key',
  } as const

  const refusalWith = (identity: AgeIdentity): Promise<SopsError> => {
    const service = ageKeyService({
      identities: [identity],
      askPassphrase: async () => testPassphrase,
    })
    const enc = vector('age-1.3.2-ssh-rsa-key')
    return refusalOf(() => service.unwrap(keyOf('ssh-rsa'), enc, {}))
  }

  it.each<readonly [string, AgeIdentity, RegExp]>([
    ['an ECDSA key', sshKey('ssh-ecdsa'), /Age identity 1: The SSH key is of a kind/],
    ['an old key with a passphrase and no .pub file', locked, /no \.pub file/],
    [
      'one with the .pub file of another',
      { ...locked, publicKey: sshLine('ssh-rsa-1024') },
      /no \.pub file/,
    ],
    ['one with a passphrase, from a command', { ...locked, mayAsk: false }, /a command must/],
    ['text', { ...locked, privateKey: 'banana' }, /no private key/],
  ])('are named, with the reason: %s', async (_, identity, reason) => {
    const { code, message } = await refusalWith(identity)
    expect(code).toBe('UNWRAP_FAILED')
    expect(message).toMatch(reason)
  })

  it('are usable with the .pub file beside them', async () => {
    const service = ageKeyService({
      identities: [{ ...locked, publicKey: `${sshLine('ssh-rsa')}\n` }],
      askPassphrase: async () => testPassphrase,
    })
    const enc = vector('age-1.3.2-ssh-rsa-key')
    expect(await service.unwrap(keyOf('ssh-rsa'), enc, {})).toEqual(counting(32))
  })
})
