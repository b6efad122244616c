import { vaultKeyService } from '@sopskit/keyservice-vault'
import { afterEach, expect, it, vi } from 'vitest'

// The library looks when it is loaded.
vi.hoisted(() => {
  process.env['DEBUG'] = '*'
})

afterEach(() => vi.restoreAllMocks())

function printed(): () => string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  return () => write.mock.calls.map(([text]) => String(text)).join('')
}

it('prints nothing, even where DEBUG asks node-vault to', async () => {
  const text = printed()
  const client = () => Promise.resolve({ status: 200, body: '{"data":{"ciphertext":"c"}}' })
  const key = { type: 'hc_vault', vaultAddress: 'http://v', enginePath: 'e', keyName: 'k' } as const
  expect(await vaultKeyService({ client, token: 't' }).wrap(key, new Uint8Array(32), {})).toBe('c')
  expect(text()).toBe('')
})

it('which the library does on its own', async () => {
  const text = printed()
  const { default: create } = await import('node-vault')
  const answer = { statusCode: 204, request: { path: '' } }
  const client = create({ 'request-promise': { defaults: () => () => Promise.resolve(answer) } })
  await client.request({ path: '/a', method: 'PUT', json: { plaintext: 'the-data-key' } })
  expect(text()).toContain('the-data-key')
})
