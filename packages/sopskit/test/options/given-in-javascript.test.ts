import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyService, MasterKey } from '@sopskit/core'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { masterKeysOf } from '../../src/options/given-keys.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const recipients = testRecipient(0)
const identity = testIdentity(0)

// As plain JavaScript calls them.
async function called(name: string, ...args: readonly unknown[]): Promise<unknown> {
  const one: unknown = Reflect.get(api, name)
  if (typeof one !== 'function') throw new TypeError(`there is no ${name}`)
  return Reflect.apply(one, undefined, args)
}

async function refused(name: string, ...args: readonly unknown[]): Promise<string> {
  const { message } = await expectError('INVALID_OPTION', () => called(name, ...args))
  expect(message).not.toContain(identity)
  return message
}

async function file(): Promise<string> {
  const path = join(await temporaryFolder(), 'x.yaml')
  await writeFile(path, 'port: 1\n')
  return path
}

describe('config', () => {
  const functions = ['encryptFile', 'decryptFile', 'rotateFile', 'updateKeysInFile']

  test.each(functions)('of %s is no path', async (name) => {
    const path = await file()
    for (const config of ['.sops.yaml', null, {}, true]) {
      const message = await refused(name, path, { recipients, identities: undefined, config })
      expect(message).toMatch(/config is 'search', or what loadConfig\(path\) gives/)
    }
  })
})

describe('services', () => {
  const service: KeyService = { name: 's', wrap: async () => null, unwrap: async () => null }

  test.each<readonly [string, unknown]>([
    ['one service', service],
    ['a list in a list', [[service]]],
    ['no service', [{ name: 's' }]],
    ['nothing in the list', [undefined]],
    ['text', 'environment'],
  ])('are a list of services, not %s', async (_, services) => {
    const message = /Give services as a list/
    expect(await refused('encrypt', 'a: x\n', { format: 'yaml', recipients, services })).toMatch(
      message,
    )
    const { bytes } = await api.encrypt('a: x\n', { format: 'yaml', recipients })
    expect(await refused('decrypt', bytes, { format: 'yaml', services })).toMatch(message)
    expect(await refused('rotate', bytes, { format: 'yaml', services })).toMatch(message)
  })
})

describe('master keys', () => {
  test.each<readonly [string, unknown, RegExp]>([
    ['a flat list of keys', [{ type: 'pgp', fingerprint: 'AB' }], /list of groups/],
    ['a flat list of texts', [recipients], /list of groups/],
    ['one text', recipients, /list of groups/],
    ['one key', { type: 'pgp', fingerprint: 'AB' }, /list of groups/],
    ['an unknown type', [[{ type: 'aws_kms', arn: 'a' }]], /unknown type. The types: .*\bkms,/],
    ['the name of a method', [[{ type: 'toString' }]], /unknown type/],
    ['no fingerprint', [[{ type: 'pgp', fingerprint: undefined }]], /pgp .* its fingerprint/],
    ['no ARN', [[{ type: 'kms' }]], /kms .* its arn/],
    ['a number', [[{ type: 'age', recipient: 1 }]], /age .* its recipient/],
    ['a context of numbers', [[{ type: 'kms', arn: 'a', context: { a: 1 } }]], /its context/],
    ['a role that is no text', [[{ type: 'kms', arn: 'a', role: 1 }]], /its role/],
  ])('in groups: %s', async (_, keyGroups, message) => {
    const options = { format: 'yaml', keyGroups }
    expect(await refused('encrypt', 'a: x\n', options)).toMatch(message)
    const { bytes } = await api.encrypt('a: x\n', { format: 'yaml', recipients })
    expect(await refused('updateKeys', bytes, options)).toMatch(message)
  })

  test('beside a rule are refused, not passed over', async () => {
    const path = await file()
    const config = join(path, '..', '.sops.yaml')
    await writeFile(config, `creation_rules: [{age: ${recipients}}]`)
    const options = { config: await api.loadConfig(config), keyGroups: { type: 'kms', arn: 'a' } }
    for (const name of ['encryptFile', 'updateKeysInFile', 'checkKeysInFile']) {
      expect(await refused(name, path, options)).toMatch(/list of groups/)
    }
  })

  test('to add are a list', async () => {
    const { bytes } = await api.encrypt('a: x\n', { format: 'yaml', recipients })
    const options = { format: 'yaml', identities: [identity], addKeys: recipients }
    expect(await refused('rotate', bytes, options)).toMatch(/as a list/)
  })

  test('are completed by what they may leave out', () => {
    const given: readonly unknown[] = [
      { type: 'kms', arn: 'a', context: undefined },
      { type: 'azure_kv', vaultUrl: 'u', name: 'n' },
    ]
    expect(masterKeysOf(given as readonly MasterKey[])).toEqual([
      { type: 'kms', arn: 'a', role: '', context: {}, awsProfile: '' },
      { type: 'azure_kv', vaultUrl: 'u', name: 'n', version: '' },
    ])
  })
})

describe('identities', () => {
  test('as one text are told to be a list', async () => {
    const { bytes } = await api.encrypt('a: x\n', { format: 'yaml', recipients })
    const message = await refused('decrypt', bytes, { format: 'yaml', identities: identity })
    expect(message).toMatch(/^Give identities as a list, also a single one/)
  })

  const comments = '# created: 2024-05-06T07:08:09Z\n# public key: age1…\n'
  test.each<readonly [string, string]>([
    ['a file of age-keygen', `${comments}${identity}\n`],
    ['the same with CRLF', `${comments}${identity}\n`.replaceAll('\n', '\r\n')],
    ['a line with its end', `${identity}\n`],
    ['a file of several', `${testIdentity(1)}\n\n${identity}`],
  ])('may be %s (AGE-010)', async (_, text) => {
    const { bytes } = await api.encrypt('a: x\n', { format: 'yaml', recipients })
    const decrypted = await api.decrypt(bytes, { format: 'yaml', identities: [text] })
    expect(decrypted.text()).toBe('a: x\n')
  })

  test.each([comments, `${identity}\nother\n`, '\n', ''])(
    'without a key, or with other lines, are refused: %#',
    async (text) => {
      const { bytes } = await api.encrypt('a: x\n', { format: 'yaml', recipients })
      const error = await expectError('INVALID_IDENTITY', () =>
        api.decrypt(bytes, { format: 'yaml', identities: [text] }),
      )
      expect(error.message).not.toContain('AGE-SECRET-KEY-1')
    },
  )

  test.each<unknown>([[identity], identity, [], null])('do not encrypt: %#', async (identities) => {
    const message = await refused('encrypt', 'a: x\n', { format: 'yaml', recipients, identities })
    expect(message).toMatch(/^Identities decrypt\. .* identities: 'environment'/)
  })
})

describe('options', () => {
  test('of keyServicesFromEnvironment are known ones', async () => {
    const message = await refused('keyServicesFromEnvironment', { envv: {} })
    expect(message).toBe('There is no option "envv". Did you mean env?')
    const askPassphrase = async () => undefined
    expect(api.keyServicesFromEnvironment({ env: {}, askPassphrase })).toHaveLength(6)
  })

  test.each<readonly [string, RegExp]>([
    ['setValueInFile', /one object: setValueInFile\(file, \{ path: '\["db"\].*, value: 5432,/],
    ['setValue', /one object: setValue\(input, \{ format: 'yaml', path: .*, value: 5432,/],
    ['unsetValueInFile', /one object: unsetValueInFile\(file, \{ path: '\["db"\]/],
    ['unsetValue', /one object: unsetValue\(input, \{ format: 'yaml', path: /],
  ])('of %s are shown where a path stands', async (name, usage) => {
    const path = await file()
    for (const second of ['["port"]', ['port']]) {
      const message = await refused(name, path, second, 1, { identities: [identity] })
      expect(message).toMatch(usage)
    }
    const options = { format: 'yaml', value: 1, identities: [identity] }
    expect(await refused(name, path, options)).toMatch(/option path is missing/)
  })
})
