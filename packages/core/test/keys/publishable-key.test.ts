import { inspect } from 'node:util'
import {
  defineKeyService,
  describeAttempts,
  isDataKeyUnavailable,
  SopsError,
  unwrapDataKey,
  wrapDataKey,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'

const vault = {
  type: 'hc_vault',
  vaultAddress: 'https://root:vault-password@vault.example',
  enginePath: 'transit',
  keyName: 'k',
} as const
const secretKey = 'AGE-SECRET-KEY-1MISPLACED'
const misplaced = { type: 'age', recipient: secretKey } as const

describe.each([
  ['a login in an address', vault, 'vault-password'],
  ['an identity in place of a recipient', misplaced, secretKey],
  ['or of a fingerprint', { type: 'pgp', fingerprint: secretKey }, secretKey],
  ['or of a resource', { type: 'gcp_kms', resourceId: secretKey }, secretKey],
  ['or of a Huawei key', { type: 'hckms', keyId: secretKey }, secretKey],
] as const)('%s', (_, key, secret) => {
  const fails = (): never => {
    throw new SopsError('UNWRAP_FAILED', 'no')
  }
  const service = defineKeyService({ type: key.type, name: 'fails', wrap: fails, unwrap: fails })
  const shown = (error: unknown) =>
    `${inspect(error, { depth: 12 })}${JSON.stringify(error)}${isDataKeyUnavailable(error) ? describeAttempts(error) : ''}`

  it('is not in an error of unwrapping', async () => {
    const keyGroups = [{ keys: [{ key, enc: 'x', unknown: [] }] }]
    const error: unknown = await unwrapDataKey(
      { keyGroups, shamirThreshold: 0 },
      { services: [service] },
    ).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'DATA_KEY_UNAVAILABLE' })
    expect(shown(error)).not.toContain(secret)
  })

  it('is not in an error of wrapping', async () => {
    const options = { ...operationOptions, keyGroups: [[key]], services: [service] }
    const error: unknown = await wrapDataKey(new Uint8Array(32).fill(1), options).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ code: 'WRAP_FAILED' })
    expect(shown(error)).not.toContain(secret)
  })
})
