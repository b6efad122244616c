import { describe, expect, test } from 'vitest'
import { crc32c } from '../../src/gcp/crc32c.ts'
import { parseEndpoint } from '../../src/gcp/endpoint.ts'
import { requireResourceId } from '../../src/gcp/resource-id.ts'

describe('CRC32C, by the vectors of RFC 3720', () => {
  test.each([
    ['nothing', new Uint8Array(0), 0],
    ['32 times 00', new Uint8Array(32), 0x8a9136aa],
    ['32 times FF', new Uint8Array(32).fill(255), 0x62a8ab43],
    ['00 to 1F', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    ['1F to 00', Uint8Array.from({ length: 32 }, (_, index) => 31 - index), 0x113fdb5c],
    ['123456789', new TextEncoder().encode('123456789'), 0xe3069283],
  ])('%s', (_, bytes, crc) => {
    expect(crc32c(bytes)).toBe(crc)
  })
})

describe('the endpoint (GCP-005)', () => {
  const at = (host: string, port: number, protocol = 'https') => ({ protocol, host, port })
  test.each([
    ['127.0.0.1:28400', 'grpc', at('127.0.0.1', 28400)],
    ['127.0.0.1:28400', 'rest', at('127.0.0.1', 28400)],
    ['kms.example', 'grpc', at('kms.example', 443)],
    ['https://kms.example/', 'rest', at('kms.example', 443)],
    ['https://kms.example:8443', 'grpc', at('kms.example', 8443)],
    ['HTTPS://kms.example', 'rest', at('kms.example', 443)],
    ['http://127.0.0.1:28401', 'rest', at('127.0.0.1', 28401, 'http')],
    ['http://kms.example', 'rest', at('kms.example', 80, 'http')],
    ['[::1]:28400', 'grpc', at('[::1]', 28400)],
  ] as const)('%s over %s', (text, transport, place) => {
    expect(parseEndpoint(text, transport)).toEqual(place)
  })

  test.each([
    ['http://127.0.0.1:28401', 'grpc'],
    ['https://kms.example/v1', 'rest'],
    ['https://kms.example/?x=1', 'rest'],
    ['https://user:hunter2@kms.example', 'rest'],
    ['dns:///kms.example:443', 'grpc'],
    ['', 'grpc'],
    ['kms.example:http', 'grpc'],
  ] as const)('"%s" over %s is refused', (text, transport) => {
    const refuse = (): unknown => parseEndpoint(text, transport)
    expect(refuse).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
    expect(refuse).not.toThrow(/hunter2/)
  })
})

test.each(['..', '.', 'a\\b', 'a\nb', 'a\u001b[2J', 'a b'])(
  'a resource id with the part %j would be another address or message',
  (part) => {
    for (const id of [
      `projects/${part}/locations/l/keyRings/r/cryptoKeys/k`,
      `projects/p/locations/l/keyRings/r/cryptoKeys/${part}`,
    ]) {
      expect(() => requireResourceId(id)).toThrow(
        expect.objectContaining({
          code: 'INVALID_MASTER_KEY',
          message: expect.not.stringMatching(/\p{C}/u) as string,
        }),
      )
    }
  },
)

test('a resource id has four parts with names, and no version (GCP-001)', () => {
  const id = 'projects/p/locations/l/keyRings/r/cryptoKeys/k'
  expect(requireResourceId(id)).toBe(id)
  for (const other of [`${id}/`, `${id}/cryptoKeyVersions/1`, `/${id}`, 'projects//locations/l']) {
    expect(() => requireResourceId(other)).toThrow(
      expect.objectContaining({ code: 'INVALID_MASTER_KEY' }),
    )
  }
})
