import { pgpKeyService } from '@sopskit/keyservice-pgp'
import { gpgKeyService, gpgKeyServiceFromEnvironment } from '@sopskit/keyservice-pgp/gpg'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { describe, expect, it, test } from 'vitest'
import { trustedKey } from '../../src/gpg/arguments.ts'
import { counting, masterKey, privateKey, refusalOf } from '../support.ts'
import { runWith, scriptedRun } from './fake-gpg.ts'

const key = await masterKey('curve25519')
const env = { GNUPGHOME: '/nowhere', GPG_TTY: '/dev/pts/7' }
const serviceFor = (name: 'curve25519' | 'other') =>
  gpgKeyService({ env, run: runWith(pgpKeyService({ privateKeys: [privateKey(name)] })) })

const checks = testKeyService({
  service: () => serviceFor('curve25519'),
  key,
  foreignKey: { type: 'age', recipient: 'age1example' },
  malformedKeys: ['', '  ', '-d', '--output=f', 'a\nb', 'a\0b'].map((fingerprint) => ({
    type: 'pgp',
    fingerprint,
  })),
  stranger: () => serviceFor('other'),
  secrets: [privateKey('curve25519').slice(200, 240)],
})

describe('what every key service does', () => {
  test.each(checks)('$title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
  it('ran every check', () => {
    expect(checks).toHaveLength(keyServiceTestCount)
  })
})

const armor = '-----BEGIN PGP MESSAGE-----\n\nwQED0gEB\n=qILK\n-----END PGP MESSAGE-----'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a message that is not encrypted, which gpg and sops give out', () => {
  const block = (...packets: readonly number[]): string =>
    `-----BEGIN PGP MESSAGE-----\n\n${Buffer.from(packets).toString('base64')}\n-----END PGP MESSAGE-----`
  const [session, sealed, literal] = [
    [0xc1, 1, 3],
    [0xd2, 1, 1],
    [0xcb, 2, 0x62, 0],
  ] as const
  const pieces = [0xd2, 0xe0, 1, 0xe1, 1, 1, 1, 1] as const

  it.each([
    ['a literal packet', block(...literal)],
    ['one of the old form', block(0xac, 2, 0x62, 0)],
    ['a compressed packet', block(0xc8, 2, 0, 0)],
    ['a signature', block(0xc4, 1, 3, ...literal)],
    ['a literal packet behind a session key', block(...session, ...literal)],
    ['one behind what is encrypted', block(...session, ...sealed, ...literal)],
    ['one behind what is encrypted in pieces', block(...session, ...pieces, ...literal)],
    ['a session key alone', block(...session)],
    ['a packet that is cut off', block(...session, 0xd2, 9, 1)],
    ['two messages', `${block(...session, ...sealed)}\n${block(...literal)}`],
    ['binary', String.fromCharCode(...session)],
    ['nothing', ''],
  ])('%s is refused', async (_, enc) => {
    const service = gpgKeyService({ env, run: scriptedRun({ stdout: counting(32) }).run })
    const refusal = await refusalOf(() => service.unwrap(key, enc, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toContain('not encrypted')
  })

  it.each([
    ['one packet after the other', block(...session, ...session, 0xc3, 1, 4, ...sealed)],
    ['in pieces', block(...session, ...pieces)],
    ['in very many pieces', block(0xd2, ...Array.from({ length: 2e4 }, () => [0xe0, 1]).flat(), 0)],
    ['of the old form', block(0x84, 1, 3, 0xa5, 0, 1, 1)],
    ['of the old form, to the end', block(0x84, 1, 3, 0xa7, 1, 2, 3)],
    ['a length of two bytes', block(...session, 0xd2, 192, 0, ...Array<number>(192).fill(1))],
    ['a length of four bytes', block(...session, 0xd2, 255, 0, 0, 0, 1, 1)],
    ['line ends of Windows', block(...session, ...sealed).replaceAll('\n', '\r\n')],
    ['a header and blanks', block(...session, ...sealed).replace('\n', '\nVersion: GnuPG v2\n')],
  ])('what is encrypted is read: %s', async (_, enc) => {
    const service = gpgKeyService({ env, run: scriptedRun({ stdout: counting(32) }).run })
    expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
  })

  it('and never becomes an enc', async () => {
    const stdout = bytes(block(...literal))
    const service = gpgKeyService({ env, run: scriptedRun({ stdout }).run })
    const refusal = await refusalOf(() => service.wrap(key, counting(32), {}))
    expect(refusal.code).toBe('WRAP_FAILED')
  })
})

describe('how gpg is run', () => {
  const upper = '85D77543B3D624B63CEA9E6DBC17301B491B3F21'

  it('to wrap: with the arguments of sops, the data key on standard input (PGP-003)', async () => {
    const { calls, run } = scriptedRun({ stdout: bytes(`${armor}\n`) })
    const service = gpgKeyServiceFromEnvironment({ env, run })
    expect(await service.wrap({ type: 'pgp', fingerprint: upper }, counting(32), {})).toBe(armor)
    expect(calls).toMatchObject([{ program: 'gpg', stdin: counting(32), env }])
    expect(calls[0]?.args.join(' ')).toBe(
      `--no-default-recipient --yes --encrypt -a -r ${upper} --trusted-key BC17301B491B3F21 --no-encrypt-to`,
    )
  })

  it('to unwrap: without the key, the message on standard input (PGP-004)', async () => {
    const { calls, run } = scriptedRun({ stdout: counting(32) })
    const service = gpgKeyServiceFromEnvironment({ env, run })
    expect(await service.unwrap({ type: 'pgp', fingerprint: upper }, armor, {})).toEqual(
      counting(32),
    )
    expect(calls).toMatchObject([{ program: 'gpg', args: ['-d'], stdin: bytes(armor), env }])
  })

  it.each([
    [upper, 'BC17301B491B3F21'],
    [`${upper}!`, 'BC17301B491B3F21!'],
    [upper.slice(-16), 'BC17301B491B3F21'],
    [`${upper.slice(-16)}!`, 'BC17301B491B3F21!'],
    ['491B3F21', '491B3F21'],
    ['491B3F21!', '491B3F21!'],
    ['alice@example.org', 'lice@example.org'],
  ])('%s is trusted as %s (PGP-003, UT-22)', (fingerprint, short) => {
    expect(trustedKey(fingerprint)).toBe(short)
  })

  it('a comment that the user has gpg write stays', async () => {
    const commented = armor.replace('\n\n', '\nComment: Für Größe\n\n')
    const { run } = scriptedRun({ stdout: bytes(commented) })
    expect(await gpgKeyService({ env, run }).wrap(key, counting(32), {})).toBe(commented)
  })

  it('blanks of a fingerprint go (PGP-001)', async () => {
    const { calls, run } = scriptedRun({ stdout: bytes(armor) })
    const fingerprint = upper.replaceAll(/(.{4})/g, '$1 ')
    await gpgKeyService({ env, run }).wrap({ type: 'pgp', fingerprint }, counting(32), {})
    expect(calls[0]?.args).toContain(upper)
  })

  it.each([
    [{ SOPS_GPG_EXEC: '/opt/gpg 2/gpg' }, '/opt/gpg 2/gpg'],
    [{ SOPS_GPG_EXEC: 'gpg2' }, 'gpg2'],
    [{ SOPS_GPG_EXEC: '' }, 'gpg'],
    [{}, 'gpg'],
  ])('%j runs %s (PGP-007)', async (variables, program) => {
    const { calls, run } = scriptedRun({ stdout: counting(32) })
    const service = gpgKeyServiceFromEnvironment({ env: variables, run })
    await service.unwrap(key, armor, {})
    expect(calls[0]?.program).toBe(program)
  })
})

describe('answers that are no answers (KEY-009)', () => {
  it('none at all, with exit 0', async () => {
    const { run } = scriptedRun({})
    const service = gpgKeyService({ env, run })
    expect((await refusalOf(() => service.wrap(key, counting(32), {}))).code).toBe('WRAP_FAILED')
    expect((await refusalOf(() => service.unwrap(key, armor, {}))).code).toBe('UNWRAP_FAILED')
  })

  it.each(['cat', 'words\n', '-----BEGIN PGP MESSAGE-----\n', armor.slice(0, -6), ` ${armor}\nx`])(
    '%j is no message',
    async (answer) => {
      const { run } = scriptedRun({ stdout: answer === 'cat' ? counting(32) : bytes(answer) })
      const refusal = await refusalOf(() => gpgKeyService({ env, run }).wrap(key, counting(32), {}))
      expect(refusal.code).toBe('WRAP_FAILED')
    },
  )

  it.each([1, 15, 18, 30, 31, 34, 5000])('%i bytes are no data key', async (length) => {
    const { run } = scriptedRun({ stdout: counting(length) })
    const refusal = await refusalOf(() => gpgKeyService({ env, run }).unwrap(key, armor, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toContain('text mode')
  })

  it('what a gpg that failed printed before is not taken', async () => {
    const { run } = scriptedRun({ status: 2, stdout: counting(32) })
    const refusal = await refusalOf(() => gpgKeyService({ env, run }).unwrap(key, armor, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
  })
})

it.each([
  { program: '' },
  { homeDirectory: 'relative' },
  { deadlineMs: 0 },
  { deadlineMs: Number.NaN },
  { deadlineMs: 2 ** 31 },
])('%j is refused', async (options) => {
  expect((await refusalOf(() => gpgKeyService({ env, ...options }))).code).toBe('INVALID_OPTION')
})
