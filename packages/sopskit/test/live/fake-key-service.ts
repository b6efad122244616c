import { createServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'

/** What every key wraps every data key to. */
export const wrappedText = 'wrapped'

/** A remote key service that sops asks instead of clouds. */
export interface FakeKeyService {
  /** For `--keyservice`. */
  readonly uri: string
  close(): void
}

/** Starts a key service that accepts every key and gives the same answer (KS-001 to KS-003). */
export async function startFakeKeyService(): Promise<FakeKeyService> {
  const server = createServer()
  server.on('stream', answer)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { uri: `tcp://127.0.0.1:${port}`, close: () => void server.close() }
}

function answer(stream: ServerHttp2Stream): void {
  stream.on('error', () => undefined)
  stream.resume()
  stream.on('end', () => {
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc' },
      { waitForTrailers: true },
    )
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
    stream.end(response)
  })
}

// EncryptResponse { bytes ciphertext = 1 }, behind a flag byte and its length.
const message = Buffer.from([0x0a, wrappedText.length, ...Buffer.from(wrappedText)])
const response = Buffer.from([0, 0, 0, 0, message.length, ...message])
