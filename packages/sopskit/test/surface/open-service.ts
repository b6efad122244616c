import type { KeyService } from '@sopskit/core'
import { startKeyServiceServer } from '@sopskit/keyservice-grpc'

/** A key service for every kind of key, on this machine; it protects nothing. */
export interface OpenService {
  readonly address: string
  /** What it was asked since the last time. */
  takeAsked(): readonly string[]
  close(): Promise<void>
}

export async function startOpenService(): Promise<OpenService> {
  let asked: string[] = []
  const service: KeyService = {
    name: 'open',
    wrap: async ({ type }, dataKey) => {
      asked.push(`wrap ${type}`)
      return `open:${Buffer.from(dataKey).toString('base64')}`
    },
    unwrap: async ({ type }, enc) => {
      asked.push(`unwrap ${type}`)
      return enc.startsWith('open:') ? Buffer.from(enc.slice(5), 'base64') : null
    },
  }
  const server = await startKeyServiceServer({ address: 'tcp://127.0.0.1:0', services: [service] })
  return {
    address: server.address,
    takeAsked: () => {
      const taken = asked
      asked = []
      return taken
    },
    close: () => server.close(),
  }
}
