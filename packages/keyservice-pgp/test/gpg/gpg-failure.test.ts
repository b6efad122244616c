import { gpgKeyService } from '@sopskit/keyservice-pgp/gpg'
import { describe, expect, it } from 'vitest'
import { counting, refusalOf } from '../support.ts'
import { scriptedRun } from './fake-gpg.ts'

const key = { type: 'pgp', fingerprint: '85D77543B3D624B63CEA9E6DBC17301B491B3F21' } as const

/** The error for what gpg printed, in both directions. */
async function refusals(stderr: string, status: number | null = 2) {
  const { run } = scriptedRun({ status, stderr })
  const service = gpgKeyService({ env: {}, run })
  const wrapping = await refusalOf(() => service.wrap(key, counting(32), {}))
  const unwrapping = await refusalOf(() => service.unwrap(key, 'enc', {}))
  return { wrapping, unwrapping }
}

// As GnuPG 2.2.40 prints them, put together where one run prints several.
describe('why gpg failed to unwrap', () => {
  it.each([
    ['gpg: decryption failed: No secret key', 'UNWRAP_FAILED', 'no private key'],
    [
      'gpg: public key decryption failed: Inappropriate ioctl for device\ngpg: decryption failed: No secret key',
      'PERMISSION_DENIED',
      'no terminal',
    ],
    [
      'gpg: public key decryption failed: Operation cancelled\ngpg: decryption failed: No secret key',
      'PERMISSION_DENIED',
      'cancelled',
    ],
    [
      'gpg: public key decryption failed: Bad passphrase\ngpg: decryption failed: No secret key',
      'PERMISSION_DENIED',
      'wrong',
    ],
    [
      'gpg: public key decryption failed: No pinentry\ngpg: decryption failed: No secret key',
      'PERMISSION_DENIED',
      'no terminal',
    ],
    [
      'gpg: public key decryption failed: Timeout\ngpg: decryption failed: No secret key',
      'PERMISSION_DENIED',
      'in time',
    ],
    [
      "gpg: can't connect to the agent: IPC connect call failed\ngpg: decryption failed: No secret key",
      'SERVICE_UNAVAILABLE',
      'agent',
    ],
    [
      'gpg: selecting card failed: No such device\ngpg: decryption failed: No secret key',
      'SERVICE_UNAVAILABLE',
      'card',
    ],
    ['gpg: no valid OpenPGP data found.', 'UNWRAP_FAILED', 'damaged'],
    ['gpg: CRC error; 325BB4 - 23D0BF', 'UNWRAP_FAILED', 'damaged'],
    ['gpg: WARNING: encrypted message has been manipulated!', 'UNWRAP_FAILED', 'damaged'],
  ])('%j', async (stderr, code, words) => {
    const { unwrapping } = await refusals(stderr)
    expect(unwrapping.code).toBe(code)
    expect(unwrapping.message).toContain(words)
    expect(unwrapping.message).toContain(key.fingerprint)
  })
})

describe('why gpg failed to wrap', () => {
  it.each([
    ['gpg: [stdin]: encryption failed: No public key', 'WRAP_FAILED', 'no such public key'],
    ['gpg: [stdin]: encryption failed: Unusable public key', 'WRAP_FAILED', 'expired, revoked'],
    ['gpg: Note: key has expired', 'WRAP_FAILED', 'has expired'],
    ["gpg: 'banana' is not a valid long keyID", 'INVALID_MASTER_KEY', 'the fingerprint'],
    ['gpg: There is no assurance this key belongs to the named user', 'WRAP_FAILED', 'trust'],
  ])('%j', async (stderr, code, words) => {
    const { wrapping } = await refusals(stderr)
    expect(wrapping.code).toBe(code)
    expect(wrapping.message).toContain(words)
  })
})

describe('the GnuPG home is named where another one may hold the key (PGP-008)', () => {
  const folder = process.cwd()
  it.each<readonly [string, Parameters<typeof gpgKeyService>[0], string]>([
    ['GNUPGHOME', { env: { GNUPGHOME: '/nonexistent' } }, '/nonexistent (GNUPGHOME), which does'],
    ['one that is there', { env: { GNUPGHOME: folder } }, `${folder} (GNUPGHOME), which exists.`],
    ['a file', { env: { GNUPGHOME: import.meta.filename } }, '(GNUPGHOME), which is no directory.'],
    ['the usual one', { env: { HOME: '/nonexistent', GNUPGHOME: '' } }, '/.gnupg (the default)'],
    ['unknown', { env: {} }, 'Its GnuPG home is the default one.'],
  ])('%s', async (_, options, words) => {
    const wrap = scriptedRun({ status: 2, stderr: 'gpg: encryption failed: No public key' })
    const unwrap = scriptedRun({ status: 2, stderr: 'gpg: decryption failed: No secret key' })
    const wrapping = gpgKeyService({ ...options, run: wrap.run })
    const refused = await refusalOf(() => wrapping.wrap(key, counting(32), {}))
    expect([refused.code, refused.message]).toEqual([
      'WRAP_FAILED',
      expect.stringContaining(words) as string,
    ])
    const unwrapping = gpgKeyService({ ...options, run: unwrap.run })
    const other = await refusalOf(() => unwrapping.unwrap(key, 'enc', {}))
    expect([other.code, other.message]).toEqual([
      'UNWRAP_FAILED',
      expect.stringContaining(words) as string,
    ])
  })

  it('a damaged message says nothing of it', async () => {
    const { unwrapping } = await refusals('gpg: no valid OpenPGP data found.')
    expect(unwrapping.message).not.toContain('GnuPG home')
  })
})

it('nothing of what gpg prints is shown, for a script in its place can print anything', async () => {
  const { wrapping, unwrapping } = await refusals('+ gpg --passphrase hunter2: No secret key')
  for (const { message, stack } of [wrapping, unwrapping]) {
    expect(`${message}${stack}`).not.toContain('hunter2')
  }
})

it('an unknown reason says how gpg ended, and what to do', async () => {
  const { wrapping, unwrapping } = await refusals('gpg: Kein geheimer Schlüssel')
  expect(wrapping.message).toContain('status 2')
  expect(unwrapping.message).toContain('LC_ALL=C')
  expect((await refusals('', null)).unwrapping.message).toContain('by a signal')
})
