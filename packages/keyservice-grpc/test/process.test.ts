import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { grpcKeyService, startKeyServiceServer } from '@sopskit/keyservice-grpc'
import { expectFailure } from './support.ts'

const loads = vi.hoisted(() => ({ count: 0 }))
vi.mock(import('@grpc/grpc-js'), async (original) => {
  loads.count++
  return original()
})

it('the gRPC library is loaded when somebody is called or served, not before', async () => {
  const service = grpcKeyService({ address: 'tcp://127.0.0.1:1' })
  await expectFailure('INVALID_OPTION', startKeyServiceServer({ address: '', services: [] }))
  expect(loads.count).toBe(0)
  await expectFailure(
    'SERVICE_UNAVAILABLE',
    service.wrap({ type: 'age', recipient: 'r' }, new Uint8Array(32), {}),
  )
  expect(loads.count).toBe(1)
  service.close()
})

it('a client that was used and never closed does not keep the process alive', () => {
  const program = `
    const { Client, Server, ServerCredentials, credentials } = require('@grpc/grpc-js')
    const server = new Server()
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_, port) => {
      const client = new Client('127.0.0.1:' + port, credentials.createInsecure())
      const same = (bytes) => bytes
      client.makeUnaryRequest('/x/y', same, same, Buffer.alloc(1), (error) => {
        console.log(error.code)
        server.forceShutdown()
      })
    })`
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const run = spawnSync(process.execPath, ['-e', program], {
    cwd,
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect([run.stdout, run.stderr, run.status]).toEqual(['12\n', '', 0])
})
