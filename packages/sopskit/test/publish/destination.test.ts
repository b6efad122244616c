import type { DestinationRule } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { describeDestination, destinationFor } from '../../src/publish/destination.ts'
import { withoutExtension } from '../../src/publish/destination-name.ts'
import { expectError } from '../support/expect-error.ts'

const empty: DestinationRule = {
  kind: 'destination-rule',
  pathRegex: '',
  s3Bucket: '',
  s3Prefix: '',
  gcsBucket: '',
  gcsPrefix: '',
  vaultPath: '',
  vaultAddress: '',
  vaultKvMountName: '',
  vaultKvVersion: 0,
  omitExtensions: false,
  recreationRule: undefined,
  position: undefined,
}
const env = { VAULT_ADDR: 'http://vault:8200' }
const place = (rule: Partial<DestinationRule>, name = 'f.yaml', variables = env) =>
  describeDestination(destinationFor({ ...empty, ...rule }, name, variables))

describe('the place of a file (CLI-112, CLI-113)', () => {
  test.each<[Partial<DestinationRule>, string]>([
    [{ s3Bucket: 'b' }, 's3://b/f.yaml'],
    [{ s3Bucket: 'b', s3Prefix: 'pre' }, 's3://b/pref.yaml'],
    [{ gcsBucket: 'b', gcsPrefix: '/a//' }, 'gcs://b//a//f.yaml'],
    [{ vaultPath: 'app' }, 'http://vault:8200/v1/secret/data/app/f.yaml'],
    [{ vaultPath: 'app/', vaultKvVersion: 2 }, 'http://vault:8200/v1/secret/data/app/f.yaml'],
    [{ vaultPath: 'app', vaultKvVersion: 1 }, 'http://vault:8200/v1/secret/app/f.yaml'],
    [{ vaultPath: 'app', vaultKvVersion: 7 }, 'http://vault:8200/v1/secret/data/app/f.yaml'],
    [{ vaultPath: 'a', vaultKvMountName: 'm/n/' }, 'http://vault:8200/v1/m/n/data/a/f.yaml'],
    [{ vaultPath: '/a//b/../c' }, 'http://vault:8200/v1/secret/data/a/c/f.yaml'],
    [{ vaultPath: 'a', vaultAddress: 'https://v/x/' }, 'https://v/x/v1/secret/data/a/f.yaml'],
  ])('%j', (rule, expected) => {
    expect(place(rule)).toBe(expected)
  })

  test('the address of Vault without a variable, or with an empty one', () => {
    const expected = 'https://127.0.0.1:8200/v1/secret/data/a/f.yaml'
    expect(place({ vaultPath: 'a' }, 'f.yaml', { VAULT_ADDR: '' })).toBe(expected)
    expect(describeDestination(destinationFor({ ...empty, vaultPath: 'a' }, 'f.yaml', {}))).toBe(
      expected,
    )
  })

  test.each(['ht tp://x', '127.0.0.1:1', 'unix:///run/vault', 'http://user:hunter2@v'])(
    'no address: %s',
    async (vaultAddress) => {
      const error = await expectError('PUBLISH_FAILED', () =>
        place({ vaultPath: 'a', vaultAddress }),
      )
      expect(error.message).not.toContain('hunter2')
    },
  )
})

describe('a name without its extension (CLI-112)', () => {
  test.each([
    ['a.yaml', 'a'],
    ['a.b.yaml', 'a.b'],
    ['a', 'a'],
    ['d.d/a', 'd.d/a'],
    ['d.d/.b.env', 'd.d/.b'],
    ['a.', 'a'],
  ])('%s is %s', (name, expected) => {
    expect(withoutExtension(name)).toBe(expected)
  })

  test.each(['.env', 'd/.env', 'd/.'])('nothing is left of %s', async (name) => {
    await expectError('PUBLISH_FAILED', () => withoutExtension(name))
  })
})
