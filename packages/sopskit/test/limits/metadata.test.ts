import { beforeAll, describe, expect, test } from 'vitest'
import { encrypt } from '../../src/index.ts'
import { decrypting, encrypting, names, recipients } from './support.ts'

interface MasterKey {
  recipient: string
  enc: string
}
interface EncryptedFile {
  a: string
  sops: Record<string, unknown> & { age: MasterKey[] }
}

let file: string

beforeAll(async () => {
  const plain = '{"a": "x", "b": "y"}'
  file = (await encrypt(plain, { format: 'json', recipients })).text()
})

/** What becomes of the encrypted file with a change. */
function decryptingWith(change: (file: EncryptedFile) => void): Promise<string> {
  const changed = JSON.parse(file) as EncryptedFile
  change(changed)
  return decrypting('json', JSON.stringify(changed))
}

const million = 1_000_000

describe('many master keys', () => {
  const others = names(100_000)

  test.each([
    ['of the same recipient', (key: MasterKey) => others.map(() => ({ ...key, enc: 'x' }))],
    ['of other recipients', () => others.map((name) => ({ recipient: `age1${name}`, enc: name }))],
    ['without anything', () => others.map(() => ({}))],
  ])('%s: the last one opens the file', async (_, make) => {
    const outcome = decryptingWith(({ sops }) => {
      sops.age = sops.age.flatMap((key) => [...(make(key) as MasterKey[]), key])
    })
    expect(await outcome).toBe('ok')
  })

  test('none of which opens it', async () => {
    const outcome = decryptingWith(({ sops }) => {
      sops.age = others.map((name) => ({ recipient: `age1${name}`, enc: name }))
    })
    expect(await outcome).toBe('DATA_KEY_UNAVAILABLE')
  })

  test('of another kind', async () => {
    const outcome = decryptingWith(({ sops }) => {
      sops['kms'] = others.map((arn) => ({ arn, enc: 'x', created_at: '2024-01-02T03:04:05Z' }))
    })
    expect(await outcome).toBe('ok')
  })

  test('in many groups', async () => {
    const outcome = decryptingWith(({ sops }) => {
      sops['key_groups'] = others.map(() => ({ age: sops.age }))
      sops['shamir_threshold'] = 2
      sops.age = []
    })
    expect(await outcome).toBe('INVALID_SHARES')
  })

  test('in flat metadata', async () => {
    const keys = others.map((_, index) => `sops_age__list_${index}__map_enc=x\n`)
    expect(await decrypting('dotenv', `a=b\n${keys.join('')}`)).toBe('METADATA_INVALID')
  })
})

test('many fields that are unknown', async () => {
  const outcome = decryptingWith(({ sops }) => {
    for (const name of names(100_000)) sops[name] = name
  })
  expect(await outcome).toBe('ok')
})

describe('long texts', () => {
  test.each([
    ['no age file', 'x'.repeat(10 * million)],
    ['an age file', `-----BEGIN AGE ENCRYPTED FILE-----\n${`${'A'.repeat(64)}\n`.repeat(100_000)}`],
  ])('in the place of a wrapped key: %s', async (_, enc) => {
    const outcome = decryptingWith(({ sops }) => {
      sops.age = sops.age.map((key) => ({ ...key, enc }))
    })
    expect(await outcome).toBe('DATA_KEY_UNAVAILABLE')
  })

  test('in the place of a recipient', async () => {
    const outcome = decryptingWith(({ sops }) => {
      sops.age = [{ recipient: `age1${'x'.repeat(10 * million)}`, enc: 'x' }]
    })
    expect(await outcome).toBe('DATA_KEY_UNAVAILABLE')
  })

  const texts: readonly (readonly [string, string])[] = [
    ['digits', '1'.repeat(10 * million)],
    ['zeros', `${'0'.repeat(million)}x`],
    ['letters', 'x'.repeat(10 * million)],
    ['parts', `3.1.1-${'a.'.repeat(10 * million)}!`],
    ['fields', `ENC[AES256_GCM,data:${',iv:'.repeat(million)},tag:a,type:b]`],
  ]
  const fields: readonly (readonly [string, string])[] = [
    ['mac', 'MAC_UNREADABLE'],
    ['version', 'METADATA_INVALID'],
    ['lastmodified', 'METADATA_INVALID'],
    ['shamir_threshold', 'METADATA_INVALID'],
    ['mac_only_encrypted', 'METADATA_INVALID'],
    ['unencrypted_suffix', 'ok'],
  ]

  test.each(
    fields.flatMap(([field, code]) => texts.map((text) => [field, ...text, code] as const)),
  )('in the place of %s: %s', async (field, _, text, code) => {
    const outcome = decryptingWith(({ sops }) => {
      sops[field] = text
    })
    expect(await outcome).toBe(code)
  })

  test('a fraction of a second without end', async () => {
    const outcome = decryptingWith(({ sops }) => {
      sops['lastmodified'] = `2024-01-02T03:04:05.${'1'.repeat(10 * million)}Z`
    })
    expect(await outcome).toBe('MAC_UNREADABLE')
  })
})

describe('patterns that RE2 would need much for', () => {
  test.each([
    ['long', 'a'.repeat(million), 'ok'],
    ['many alternatives', 'a|'.repeat(100_000), 'ok'],
    ['many stars', 'a*'.repeat(100_000), 'ok'],
    ['optional parts', '(a?){1000}a{1000}', 'ok'],
    ['repeated repetition', '(a{1000}){1000}', 'INVALID_REGEX'],
    ['deep', `${'('.repeat(100_000)}${')'.repeat(100_000)}`, 'INVALID_REGEX'],
    ['never closed', '('.repeat(300_000), 'INVALID_REGEX'],
    ['a class never closed', '['.repeat(million), 'INVALID_REGEX'],
  ])('%s', async (_, pattern, expected) => {
    const plain = JSON.stringify({ [`k${'a'.repeat(1000)}`]: 'x' })
    expect(await encrypting('json', plain, { encryptedRegex: pattern })).toBe(expected)
    // In a file it decides what counts in the MAC, or nothing at all (Q8).
    const reading = decryptingWith(({ sops }) => {
      delete sops['unencrypted_suffix']
      sops['encrypted_regex'] = pattern
    })
    expect(['ok', 'MAC_MISMATCH']).toContain(await reading)
  })
})

describe('values in the place of an encrypted one (V8, V10)', () => {
  const rest = ',iv:AAAAAAAAAAAAAAAAAAAAAA==,tag:AAAAAAAAAAAAAAAAAAAAAA==,type:str]'
  test.each([
    ['brackets', ']'.repeat(5 * million), 'VALUE_NOT_ENCRYPTED'],
    ['types', `${',type:'.repeat(million)}]`, 'VALUE_NOT_ENCRYPTED'],
    ['IVs', `ENC[AES256_GCM,data:A${',iv:A'.repeat(million)},tag:A,type:str]`, 'MALFORMED_VALUE'],
    ['base64', `ENC[AES256_GCM,data:${'A'.repeat(10 * million)}${rest}`, 'VALUE_TAMPERED'],
    ['line ends', `ENC[AES256_GCM,data:${'\r'.repeat(10 * million)}AA==${rest}`, 'VALUE_TAMPERED'],
    ['no base64', `ENC[AES256_GCM,data:${'A'.repeat(10 * million)}!AAA${rest}`, 'MALFORMED_VALUE'],
    ['a long type', `ENC[AES256_GCM,data:AA==${rest}${'x'.repeat(million)}]`, 'VALUE_TAMPERED'],
  ])('a million %s', async (_, value, code) => {
    const outcome = decryptingWith((changed) => {
      changed.a = value
    })
    expect(await outcome).toBe(code)
  })
})

test('the same file is fine without a change', async () => {
  expect(await decryptingWith(() => undefined)).toBe('ok')
  expect(await encrypting('json', file)).toBe('ALREADY_ENCRYPTED')
})
