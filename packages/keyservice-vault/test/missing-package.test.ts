import { vaultKeyService } from '@sopskit/keyservice-vault'
import { expect, it, vi } from 'vitest'
import { expectFailure, newDataKey } from './support.ts'

vi.mock(import('node-vault'), () => {
  throw new Error('Cannot find package')
})

it('without node-vault it says what to install', async () => {
  const key = { type: 'hc_vault', vaultAddress: 'http://v', enginePath: 'e', keyName: 'k' } as const
  const client = () => Promise.resolve({ status: 200, body: '{}' })
  const service = vaultKeyService({ client })
  const { message } = await expectFailure('PACKAGE_MISSING', service.wrap(key, newDataKey(), {}))
  expect(message).toContain('npm install node-vault')
})
