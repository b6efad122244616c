import { AzureCliCredential } from '@azure/identity'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { credentialFromEnvironment } from '../../src/azure/credential-from-environment.ts'
import { credentialNames } from '../../src/azure/credential-names.ts'
import { azureKeyVaultKeyServiceFromEnvironment } from '../../src/azure/index.ts'
import { tokenFailure } from '../../src/azure/token-failure.ts'
import { azureKey, dataKey, failure } from './support.ts'

const ids = { AZURE_TENANT_ID: 'contoso', AZURE_CLIENT_ID: 'client' }

/** What the search finds for an environment, without a network: the codes of what fails before it. */
async function codeOf(env: Readonly<Record<string, string>>): Promise<string> {
  const probe = (): Promise<boolean> => Promise.resolve(false)
  const search = async (): Promise<never> => {
    try {
      const found = await credentialFromEnvironment({ env, probe })
      await found.getToken('https://vault.azure.net/.default')
    } catch (error) {
      throw tokenFailure(error)
    }
    throw new Error('there is a token')
  }
  return (await failure(search())).code
}

describe('which credentials are tried (AZ-005)', () => {
  test.each([
    [undefined, 6, 'EnvironmentCredential'],
    ['', 6, 'EnvironmentCredential'],
    ['prod', 3, 'EnvironmentCredential'],
    [' DEV ', 3, 'AzureCLICredential'],
    ['managedidentitycredential', 1, 'ManagedIdentityCredential'],
  ])('AZURE_TOKEN_CREDENTIALS=%s', (wanted, count, first) => {
    const names = credentialNames({ AZURE_TOKEN_CREDENTIALS: wanted })
    expect([names.length, names[0]]).toEqual([count, first])
  })

  test('AZURE_AUTH_METHOD=msi leaves the managed identity, unless AZURE_TOKEN_CREDENTIALS says otherwise', () => {
    expect(credentialNames({ AZURE_AUTH_METHOD: 'msi' })).toEqual(['ManagedIdentityCredential'])
    expect(
      credentialNames({ AZURE_AUTH_METHOD: 'MSI', AZURE_TOKEN_CREDENTIALS: 'dev' }),
    ).toHaveLength(3)
    expect(credentialNames({ AZURE_AUTH_METHOD: 'clientcredentials' })).toHaveLength(6)
  })

  test('another word is refused', async () => {
    const env = { AZURE_TOKEN_CREDENTIALS: 'hunter2', AZURE_AUTH_METHOD: 'msi' }
    const failed = await failure(credentialFromEnvironment({ env }))
    expect(failed.code).toBe('INVALID_OPTION')
    expect(failed.message).not.toContain('hunter2')
  })
})

describe('credentials that cannot be had', () => {
  test.each([
    ['none', {}, 'PERMISSION_DENIED'],
    ['half a service principal', { AZURE_CLIENT_SECRET: 's' }, 'PERMISSION_DENIED'],
    [
      'a certificate that is not there',
      { ...ids, AZURE_CLIENT_CERTIFICATE_PATH: '/nowhere/c.pem' },
      'INVALID_IDENTITY',
    ],
    [
      'a federated token that is not there',
      { ...ids, AZURE_FEDERATED_TOKEN_FILE: '/nowhere/token' },
      'INVALID_IDENTITY',
    ],
    [
      'a tenant that is none',
      { ...ids, AZURE_TENANT_ID: '!!', AZURE_CLIENT_SECRET: 's' },
      'INVALID_IDENTITY',
    ],
    [
      'an authority without TLS',
      { ...ids, AZURE_CLIENT_SECRET: 's', AZURE_AUTHORITY_HOST: 'http://login.example' },
      'INVALID_IDENTITY',
    ],
  ])('%s', async (_, env, code) => {
    expect(await codeOf(env)).toBe(code)
  })

  test('no tenant gets the tools or the managed identity of a process that is not its own', async () => {
    const asked = vi.spyOn(AzureCliCredential.prototype, 'getToken')
    onTestFinished(() => asked.mockRestore())
    const env = { HOME: '/houses/somebody-else', IDENTITY_ENDPOINT: 'http://127.0.0.1:1/' }
    expect(await codeOf(env)).toBe('PERMISSION_DENIED')
    expect(asked).not.toHaveBeenCalled()
  })
})

test('the variables of the process are not looked at', async () => {
  vi.stubEnv('AZURE_TENANT_ID', 'contoso')
  vi.stubEnv('AZURE_CLIENT_ID', 'client')
  vi.stubEnv('AZURE_CLIENT_CERTIFICATE_PATH', '/nowhere/c.pem')
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  expect(await codeOf({})).toBe('PERMISSION_DENIED')
})

test('without the package of Azure the error names it', async () => {
  const name = '@azure/identity'
  vi.doMock(name, () => {
    throw new Error('not installed')
  })
  onTestFinished(() => {
    vi.doUnmock(name)
  })
  const service = azureKeyVaultKeyServiceFromEnvironment({ env: {} })
  const failed = await failure(service.wrap(azureKey(), dataKey, {}))
  expect(failed.code).toBe('PACKAGE_MISSING')
  expect(failed.message).toContain(`npm install ${name}`)
})
