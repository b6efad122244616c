import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineKeyService } from '@sopskit/core'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { encrypt } from '../../src/index.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectRefused } from './expect-refused.ts'

// A public key and a plugin recipient without owners.
const ssh = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder, 'plain.yaml'), 'a: hunter2\n')
})

describe('keys', () => {
  test('an SSH recipient is refused by name', async () => {
    const argv = ['encrypt', '--age', `${testRecipient(0)},${ssh}`, '-i', 'plain.yaml']
    const message = await expectRefused(folder, argv, { expected: 'WRAP_FAILED 1' })
    expect(message).toContain('SSH key')
  })

  test.each([
    ['SOPS_AGE_KEY_CMD', 'The program of the command was not found in PATH.'],
    ['SOPS_AGE_SSH_PRIVATE_KEY_FILE', 'The file it names does not exist: x.'],
    ['SOPS_AGE_SSH_PRIVATE_KEY_CMD', 'The program of the command was not found in PATH.'],
  ])('identities from %s are reported as not read', async (variable, reason) => {
    await encryptedFile(folder, 'enc.yaml', 'a: hunter2\n')
    const env = { [variable]: 'x' }
    const expected = 'DATA_KEY_UNAVAILABLE 128'
    const message = await expectRefused(folder, ['decrypt', 'enc.yaml'], { env, expected })
    expect(message.replaceAll(/\s+\|?\s*/g, ' ')).toContain(`${variable}: ${reason}`)
  })

  test('a file for another kind of key is refused, with that key and the reason', async () => {
    const service = defineKeyService({
      type: 'pgp',
      name: 'test',
      wrap: async () => 'wrapped',
      unwrap: async () => null,
    })
    const keyGroups = [[{ type: 'pgp', fingerprint: 'AB12' } as const]]
    const options = { format: 'yaml', keyGroups, services: [service] } as const
    const { bytes } = await encrypt('a: hunter2\n', options)
    await writeFile(join(folder, 'enc.yaml'), bytes)
    const env = { SOPS_AGE_KEY: testIdentity(0) }
    const expected = 'DATA_KEY_UNAVAILABLE 128'
    const message = await expectRefused(folder, ['decrypt', 'enc.yaml'], { env, expected })
    expect(message).toMatch(
      / {2}AB12: FAILED\n.*no key service that was asked handles this kind of key/,
    )
  })
})
