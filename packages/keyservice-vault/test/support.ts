import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { VaultMasterKey } from '@sopskit/core'
import type { SopsError, SopsErrorCode } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'
import { expect, onTestFinished } from 'vitest'

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What the server answers; `undefined` is "never". */
export type Answer =
  { readonly status: number; readonly body: string; readonly location?: string } | undefined

/** A server that records what it is asked. */
export interface RecordingServer {
  readonly address: string
  readonly seen: readonly Seen[]
  key(keyName?: string, enginePath?: string): VaultMasterKey
}

/** Starts a server on loopback that is closed after the test. */
export async function recordingServer(
  answer: (seen: Seen) => Answer,
  create: (
    listener: (request: IncomingMessage, response: ServerResponse) => void,
  ) => Server = createServer,
): Promise<RecordingServer> {
  const seen: Seen[] = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const { method = '', url = '', headers } = request
    const one = { method, url, headers, body }
    seen.push(one)
    const reply = answer(one)
    if (reply === undefined) return
    const location = reply.location === undefined ? {} : { location: reply.location }
    response.writeHead(reply.status, { 'Content-Type': 'application/json', ...location })
    response.end(reply.body)
  }
  const server = create((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const scheme = create === createServer ? 'http' : 'https'
  const address = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    seen,
    key: (keyName = 'dev', enginePath = 'transit') => ({
      type: 'hc_vault',
      vaultAddress: address,
      enginePath,
      keyName,
    }),
  }
}

/** A transit engine that knows one token and keeps data keys by their wrapped texts. */
export function transit(token: string): (seen: Seen) => Answer {
  const kept = new Map<string, string>()
  return ({ url, headers, body }) => {
    if (headers['x-vault-token'] !== token) return refused(403, 'permission denied')
    const { plaintext = '', ciphertext = '' } = JSON.parse(body) as Record<string, string>
    if (url.includes('/encrypt/')) {
      const wrapped = `vault:v1:${randomBytes(45).toString('base64')}`
      kept.set(wrapped, plaintext)
      return given({ ciphertext: wrapped })
    }
    const found = kept.get(ciphertext)
    return found === undefined
      ? refused(400, 'invalid ciphertext: could not decode nonce')
      : given({ plaintext: found })
  }
}

export function given(data: unknown): Answer {
  return { status: 200, body: JSON.stringify({ request_id: 'r', data }) }
}

export function refused(status: number, ...errors: readonly string[]): Answer {
  return { status, body: JSON.stringify({ errors }) }
}

/** A data key that no other test uses. */
export function newDataKey(): Uint8Array {
  return Uint8Array.from(randomBytes(32))
}

/** Waits for a failure with this code whose text and stack hold none of these secrets. */
export async function expectFailure(
  code: SopsErrorCode,
  work: Promise<unknown>,
  secrets: readonly string[] = [],
): Promise<SopsError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error === undefined) throw new Error(`nothing was thrown instead of ${code}`)
  if (!isSopsError(error)) throw error instanceof Error ? error : new Error('no error was thrown')
  expect(`${error.code} ${error.message}`).toMatch(new RegExp(`^${code} `))
  expect(error.cause).toBeUndefined()
  for (const secret of secrets) expect(`${error.message}${error.stack ?? ''}`).not.toContain(secret)
  return error
}
