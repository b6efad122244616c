import { afterEach, expect, test, vi } from 'vitest'
import { gcpKmsKeyServiceFromEnvironment } from '../../src/gcp/index.ts'
import { requireOwnProcess } from '../../src/gcp/require-own-process.ts'
import { failure } from './support.ts'

const federated = (credential_source: object): string =>
  JSON.stringify({
    type: 'external_account',
    audience: '//iam.googleapis.com/x',
    credential_source,
  })
const byAws = federated({ environment_id: 'aws1' })
const impersonated = (inner: string): string =>
  JSON.stringify({
    type: 'impersonated_service_account',
    source_credentials: JSON.parse(inner) as object,
  })
const resourceId = 'projects/p/locations/l/keyRings/r/cryptoKeys/k'

afterEach(() => vi.unstubAllEnvs())

test.each([
  ['AWS', byAws],
  ['a program', federated({ executable: { command: 'true' } })],
  ['AWS, impersonated', impersonated(byAws)],
])('a federation that %s of another tenant would prove is refused', async (_, json) => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOFANOTHERTENANT')
  const env = { GOOGLE_CREDENTIALS: json }
  const service = gcpKmsKeyServiceFromEnvironment({ env })
  const error = await failure(service.wrap({ type: 'gcp_kms', resourceId }, new Uint8Array(32), {}))
  expect(error).toMatchObject({ code: 'PERMISSION_DENIED' })
  expect(error.message).toContain('another environment was handed in')
})

test('with the environment of the process, and by a file or an address, it is not', () => {
  expect(() => requireOwnProcess({ json: byAws }, { env: { ...process.env } })).not.toThrow()
  for (const json of [federated({ file: '/t' }), federated({ url: 'https://x.example' }), 'none']) {
    expect(() => requireOwnProcess({ json }, { env: {} })).not.toThrow()
  }
})
