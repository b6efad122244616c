import { describe, expect, it } from 'vitest'
import { parseSshPrivateKey } from '../../src/ssh/parse-ssh-private-key.ts'
import { UnusableSshKey } from '../../src/ssh/ssh-private-key.ts'
import { parseSshPublicLine } from '../../src/ssh/ssh-public-key.ts'
import { sshKey, sshLine, testPassphrase } from '../support.ts'

async function reasonAgainst(action: () => Promise<unknown>): Promise<string> {
  try {
    await action()
  } catch (error) {
    if (error instanceof UnusableSshKey) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

describe('keys without a passphrase', () => {
  it.each([
    ['ssh-ed25519', 'ed25519', 'ssh-ed25519'],
    ['ssh-rsa', 'rsa', 'ssh-rsa'],
    ['ssh-rsa-pem', 'rsa', 'ssh-rsa'],
    ['ssh-rsa-pkcs8', 'rsa', 'ssh-rsa'],
  ])('%s, whose public part is told', async (name, kind, line) => {
    const key = await parseSshPrivateKey(sshKey(name))
    expect(key.kind).toBe(kind)
    expect(key.publicKey?.wire).toEqual(parseSshPublicLine(sshLine(line))?.wire)
  })

  it('an Ed25519 key in PKCS #8, as OpenSSL writes it', async () => {
    const key = await parseSshPrivateKey(sshKey('ssh-ed25519-pkcs8'))
    expect(key.kind).toBe('ed25519')
  })

  it.each<readonly [string, (text: string) => string]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['blanks at line ends', (text) => text.replaceAll('\n', '  \n')],
    ['text around it', (text) => `before\n${text}after\n`],
    ['no final newline', (text) => text.trimEnd()],
  ])('with %s', async (_, change) => {
    expect((await parseSshPrivateKey(change(sshKey('ssh-ed25519')))).kind).toBe('ed25519')
    expect((await parseSshPrivateKey(change(sshKey('ssh-rsa-pem')))).kind).toBe('rsa')
  })
})

describe('keys with a passphrase (AGE-015)', () => {
  it.each([
    ['ssh-ed25519-locked', 'ssh-ed25519'],
    ['ssh-ed25519-cbc', 'ssh-ed25519'],
    ['ssh-rsa-pem-locked', 'ssh-rsa'],
  ])('%s', async (name, line) => {
    const key = await parseSshPrivateKey(sshKey(name), sshLine(line))
    if (key.kind !== 'locked') throw new Error('the key is not locked')
    expect(key.publicKey?.wire).toEqual(parseSshPublicLine(sshLine(line))?.wire)
    expect(await key.unlock('wrong')).toBeUndefined()
    expect(await key.unlock('')).toBeUndefined()
    const opened = await key.unlock(testPassphrase)
    expect(opened?.publicKey.wire).toEqual(key.publicKey?.wire)
  })

  it('in the newer format tell their public part, in the older one they do not', async () => {
    expect((await parseSshPrivateKey(sshKey('ssh-ed25519-locked'))).publicKey).toBeDefined()
    expect((await parseSshPrivateKey(sshKey('ssh-rsa-pem-locked'))).publicKey).toBeUndefined()
  })

  it('encrypted with a cipher that sops does not read either', async () => {
    const key = await parseSshPrivateKey(sshKey('ssh-ed25519-gcm'))
    if (key.kind !== 'locked') throw new Error('the key is not locked')
    expect(await reasonAgainst(() => key.unlock(testPassphrase))).toMatch(/cipher/)
  })

  it('that would keep us busy are refused', async () => {
    const bytes = Buffer.from(sshKey('ssh-ed25519-locked').replaceAll(/-----.*/g, ''), 'base64')
    const rounds = bytes.indexOf('bcrypt') + 'bcrypt'.length + 4 + 4 + 16
    bytes.writeUInt32BE(0x7fffffff, rounds)
    const text = `-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
    const key = await parseSshPrivateKey(text)
    if (key.kind !== 'locked') throw new Error('the key is not locked')
    expect(await reasonAgainst(() => key.unlock(testPassphrase))).toMatch(/rounds/)
  })
})

describe('what is no key to use', () => {
  it.each([
    ['ssh-ecdsa', /Ed25519 and RSA keys only/],
    ['ssh-ecdsa-pem', /Ed25519 and RSA keys only/],
    ['ssh-rsa-1024', /less than 2048 bits/],
    ['ssh-rsa-pkcs8-locked', /PKCS #8/],
    ['ssh-ed25519.pub', /no private key/],
    ['x25519.txt', /no private key/],
  ])('%s', async (name, reason) => {
    expect(await reasonAgainst(() => parseSshPrivateKey(sshKey(name)))).toMatch(reason)
  })

  it.each(['ssh-ed25519', 'ssh-rsa', 'ssh-rsa-pem', 'ssh-rsa-pkcs8', 'ssh-ed25519-pkcs8'])(
    '%s cut short anywhere, and nothing of it is told',
    async (name) => {
      const lines = sshKey(name).trimEnd().split('\n')
      const [first = '', ...rest] = lines
      const last = rest.pop() ?? ''
      const base64 = rest.join('')
      let count = 0
      for (let length = 0; length < base64.length - 4; length += 4 * 7) {
        const text = [first, base64.slice(0, length), last].join('\n')
        const reason = await reasonAgainst(() => parseSshPrivateKey(text))
        expect(reason).toMatch(/damaged|kind that age/)
        count++
      }
      expect(count).toBeGreaterThan(1)
    },
  )
})
