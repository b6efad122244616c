import { grpcKeyService, startKeyServiceServer } from '@sopskit/keyservice-grpc'
import { beforeEach, expect, it, vi } from 'vitest'
import { ageKey, expectFailure, newDataKey } from './support.ts'

const address = 'tcp://127.0.0.1:0'

beforeEach(() => {
  vi.resetModules()
  vi.doMock(import('@grpc/grpc-js'), () => {
    throw new Error('Cannot find package')
  })
})

it.each([
  ['a client', () => grpcKeyService({ address }).wrap(ageKey, newDataKey(), {})],
  ['a server', () => startKeyServiceServer({ address, services: [] })],
])('without the gRPC library %s says what to install', async (_, call) => {
  const { message } = await expectFailure('PACKAGE_MISSING', call())
  expect(message).toContain('npm install @grpc/grpc-js')
})
