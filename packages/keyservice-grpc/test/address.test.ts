import { resolve } from 'node:path'
import { grpcKeyService, startKeyServiceServer } from '@sopskit/keyservice-grpc'
import { describe, expect, it } from 'vitest'
import { formatAddress, parseAddress } from '../src/address.ts'
import { expectFailure } from './support.ts'

describe('an address (KS-004)', () => {
  it.each([
    ['tcp://127.0.0.1:5000', 'tcp://127.0.0.1:5000'],
    ['tcp://localhost:0', 'tcp://localhost:0'],
    ['tcp://[::1]:5000', 'tcp://[::1]:5000'],
    ['tcp://keys.example:65535/', 'tcp://keys.example:65535'],
    ['unix:///run/sops.sock', 'unix:///run/sops.sock'],
    ['unix:/run/sops.sock', 'unix:///run/sops.sock'],
    ['unix:sops.sock', `unix://${resolve('sops.sock')}`],
    ['unix:./a b/sops.sock', `unix://${resolve('a b/sops.sock')}`],
  ])('%s is read', (text, address) => {
    expect(formatAddress(parseAddress(text))).toBe(address)
  })

  it.each([
    '',
    '127.0.0.1:5000',
    'tcp://127.0.0.1',
    'tcp://127.0.0.1:65536',
    'tcp://127.0.0.1:5000/path',
    'tcp://[nonsense]:5000',
    'tcp://[1.2.3.4]:5000',
    'tcp://user@127.0.0.1:5000',
    'http://127.0.0.1:5000',
    'unix:',
    'unix://relative/sops.sock',
    'unix:///a\0b',
  ])('%j is none', async (address) => {
    await expectFailure(
      'INVALID_OPTION',
      Promise.resolve().then(() => grpcKeyService({ address })),
    )
    await expectFailure('INVALID_OPTION', startKeyServiceServer({ address, services: [] }))
  })
})

describe('another machine', () => {
  it.each([
    'tcp://10.0.0.1:5000',
    'tcp://0.0.0.0:5000',
    'tcp://[::]:5000',
    'tcp://127.0.0.1.example:1',
    'tcp://keys.example:1',
  ])('%s needs TLS or the word that it is not', async (address) => {
    await expectFailure(
      'INVALID_OPTION',
      Promise.resolve().then(() => grpcKeyService({ address })),
    )
    await expectFailure(
      'INVALID_OPTION',
      Promise.resolve().then(() => grpcKeyService({ address, insecure: false })),
    )
    await expectFailure('INVALID_OPTION', startKeyServiceServer({ address, services: [] }))
    expect(() => grpcKeyService({ address, insecure: true })).not.toThrow()
    expect(() => grpcKeyService({ address, tls: {} })).not.toThrow()
  })

  it('cannot be both', async () => {
    const options = { address: 'tcp://10.0.0.1:1', insecure: true, tls: { cert: '', key: '' } }
    await expectFailure(
      'INVALID_OPTION',
      Promise.resolve().then(() => grpcKeyService(options)),
    )
    await expectFailure('INVALID_OPTION', startKeyServiceServer({ ...options, services: [] }))
  })

  it('can be let in where somebody says so', async () => {
    const server = await startKeyServiceServer({
      address: 'tcp://0.0.0.0:0',
      insecure: true,
      services: [],
    })
    expect(server.address).toMatch(/^tcp:\/\/0\.0\.0\.0:[1-9]/)
    await server.close()
  })
})
