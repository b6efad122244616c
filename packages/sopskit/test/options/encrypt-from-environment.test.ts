import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kmsMasterKeys } from '@sopskit/core'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, expect, test, vi } from 'vitest'
import { encrypt, encryptFile } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const vault = { type: 'hc_vault', enginePath: 'transit', keyName: 'k' } as const
// Nothing listens there.
const keyGroups = [[{ ...vault, vaultAddress: 'http://127.0.0.1:1' }]]

beforeEach(() => {
  vi.stubEnv('VAULT_TOKEN', 'a-token')
  return () => vi.unstubAllEnvs()
})

test('the services of the environment are asked where that is asked for', async () => {
  const error = await expectError('WRAP_FAILED', () =>
    encrypt('a: x\n', { format: 'yaml', keyGroups, identities: 'environment' }),
  )
  expect(error.message).toMatch(/\| Vault: /)
})

test('so they are for a file, behind those that are given', async () => {
  const file = join(await temporaryFolder(), 'x.yaml')
  await writeFile(file, 'a: x\n')
  const services = [{ name: 'ours', wrap: async () => 'wrapped', unwrap: async () => null }]
  const options = { keyGroups, identities: 'environment' } as const
  const { metadata } = await encryptFile(file, { ...options, services })
  expect(metadata.keyGroups[0]?.keys).toMatchObject([{ enc: 'wrapped' }])
  await expectError('WRAP_FAILED', () => encryptFile(file, options))
})

test('age keys are still wrapped for', async () => {
  const options = { format: 'yaml', recipients: testRecipient(0) } as const
  const encrypted = await encrypt('a: x\n', { ...options, identities: 'environment' })
  expect(encrypted.text()).toContain(`recipient: ${testRecipient(0)}`)
})

test('without it the error names what gives them', async () => {
  const options = {
    format: 'yaml',
    keyGroups: [kmsMasterKeys('arn:aws:kms:eu-west-1:1:key/a')],
  } as const
  const { message } = await expectError('UNSUPPORTED_KEY_TYPE', () => encrypt('a: x\n', options))
  expect(message.replace(/\s*\n\s*\| /g, ' ')).toContain('keyServicesFromEnvironment()')
})
