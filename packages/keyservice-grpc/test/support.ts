import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyService, MasterKey, SopsError, SopsErrorCode } from '@sopskit/core'
import { isSopsError, SopsError as Failure } from '@sopskit/core'
import {
  type GrpcKeyService,
  grpcKeyService,
  type GrpcKeyServiceOptions,
  type KeyServiceServer,
  type KeyServiceServerOptions,
  startKeyServiceServer,
} from '@sopskit/keyservice-grpc'
import { expect, onTestFinished } from 'vitest'

export const ageKey = { type: 'age', recipient: 'age1example' } as const

/** A service that keeps data keys by their wrapped texts, for every kind of key but those of Huawei. */
export function keepingService(): KeyService & { readonly calls: readonly MasterKey[] } {
  const kept = new Map<string, Uint8Array>()
  const calls: MasterKey[] = []
  const isMine = (key: MasterKey): boolean => {
    if (key.type === 'hckms') return false
    calls.push(key)
    return true
  }
  return {
    name: 'keeping',
    calls,
    wrap: async (key, dataKey) => {
      if (!isMine(key)) return null
      const enc = `kept:${randomBytes(12).toString('base64')}`
      kept.set(JSON.stringify([key, enc]), dataKey.slice())
      return enc
    },
    unwrap: async (key, enc) => {
      if (!isMine(key)) return null
      const found = kept.get(JSON.stringify([key, enc]))
      if (found === undefined)
        throw new Failure('UNWRAP_FAILED', 'Nothing is kept under this text.')
      return found
    },
  }
}

/** A service that does the same for every key and call. */
export function actingService(
  act: (signal: AbortSignal | undefined) => Promise<unknown>,
): KeyService {
  const run = async (_key: MasterKey, _bytes: unknown, { signal }: { signal?: AbortSignal }) =>
    (await act(signal)) as never
  return { name: 'acting', wrap: run, unwrap: run }
}

/** A server that is closed after the test. */
export async function serving(
  options: Partial<KeyServiceServerOptions> = {},
): Promise<KeyServiceServer> {
  const server = await startKeyServiceServer({
    address: 'tcp://127.0.0.1:0',
    services: [keepingService()],
    ...options,
  })
  onTestFinished(() => server.close())
  return server
}

/** A client that is closed after the test. */
export function client(options: GrpcKeyServiceOptions): GrpcKeyService {
  const service = grpcKeyService(options)
  onTestFinished(() => service.close())
  return service
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sopskit-grpc-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export function newDataKey(length = 32): Uint8Array {
  return Uint8Array.from(randomBytes(length))
}

/** Waits for a failure with this code. */
export async function expectFailure(
  code: SopsErrorCode,
  work: Promise<unknown>,
  secrets: readonly string[] = [],
): Promise<SopsError> {
  const error = await thrownBy(work)
  if (error === undefined) throw new Error(`nothing was thrown instead of ${code}`)
  if (!isSopsError(error)) throw error instanceof Error ? error : new Error('no error was thrown')
  expect(`${error.code} ${error.message}`).toMatch(new RegExp(`^${code} `))
  expect(error.cause).toBeUndefined()
  for (const secret of secrets) expect(`${error.message}${error.stack ?? ''}`).not.toContain(secret)
  return error
}

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
    return undefined
  } catch (error) {
    return error
  }
}
