import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A request as it came in, with who signed it. */
export interface RecordedRequest {
  readonly path: string
  /** `TrentService.Encrypt`, or `AssumeRole` and its like of STS. */
  readonly operation: string
  readonly accessKeyId: string
  readonly sessionToken: string | undefined
  /** `REGION/SERVICE` of the signature. */
  readonly scope: string
  readonly body: Readonly<Record<string, unknown>>
}

/** A canned answer. */
export interface FakeAnswer {
  readonly status: number
  readonly type?: string
  readonly body: string
}

export interface FakeAws {
  readonly url: string
  readonly requests: readonly RecordedRequest[]
  /** Access keys that are known; those of assumed roles always are. */
  readonly stop: () => Promise<void>
}

export interface FakeAwsOptions {
  /** Default: `AKIATENANT` only. */
  readonly accessKeyIds?: readonly string[]
  /** Instead of the usual answer; `'silence'` never answers. */
  readonly answer?: (request: RecordedRequest) => FakeAnswer | 'silence' | undefined
  /** With a certificate that only `testAuthority` vouches for. */
  readonly tls?: boolean
  /** Until when credentials of roles hold. */
  readonly roleExpiration?: Date
}

const masterKey = randomBytes(32)
const wireType = 'application/x-amz-json-1.1'

/** The certificate of the server with `tls`, which vouches for itself. */
export const testAuthority: string = testFile('untrusted-host.crt')

function testFile(name: string): string {
  return readFileSync(new URL(`keys-for-tests-only/${name}`, import.meta.url), 'utf8')
}

/**
 * A server on loopback that speaks as much of KMS and STS as is needed, and writes down who asked what.
 * Its ciphertext is AES-GCM over key and encryption context, so both have to be the same.
 */
export async function startFakeAws(options: FakeAwsOptions = {}): Promise<FakeAws> {
  const requests: RecordedRequest[] = []
  const listener: RequestListener = (incoming, response) => {
    void (async () => {
      const request = await record(incoming)
      requests.push(request)
      const answer = options.answer?.(request) ?? usualAnswer(request, options)
      if (answer === 'silence') return
      response.writeHead(answer.status, { 'content-type': answer.type ?? wireType })
      response.end(answer.body)
    })()
  }
  const tls = options.tls === true
  const certificate = { key: testFile('untrusted-host.key'), cert: testAuthority }
  const server = tls ? createTlsServer(certificate, listener) : createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  }
  const { port } = server.address() as AddressInfo
  return { url: `http${tls ? 's' : ''}://127.0.0.1:${port}`, requests, stop }
}

/** An error in the words of KMS. */
export function kmsError(name: string, status = 400, message = 'as recorded'): FakeAnswer {
  return { status, body: JSON.stringify({ __type: name, message }) }
}

/** An error in the words of STS, or of a front that speaks XML for all services. */
export function xmlError(name: string, status: number): FakeAnswer {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${name}</Code><Message>as recorded</Message></Error></ErrorResponse>`
  return { status, type: 'text/xml', body }
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const { headers, url: path = '' } = incoming
  const signer = /Credential=([^/]+)\/\d+\/([^/]+\/[^/]+)\//.exec(headers.authorization ?? '')
  const target = headers['x-amz-target']
  const body = (
    target === undefined ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text)
  ) as Record<string, unknown>
  const operation = String(target ?? body['Action'])
  const token = headers['x-amz-security-token']
  return {
    path,
    operation,
    accessKeyId: signer?.[1] ?? '',
    sessionToken: token?.toString(),
    scope: signer?.[2] ?? '',
    body,
  }
}

function usualAnswer(request: RecordedRequest, options: FakeAwsOptions): FakeAnswer {
  const { operation, accessKeyId } = request
  const { accessKeyIds = ['AKIATENANT'] } = options
  const known = accessKeyIds.includes(accessKeyId) || accessKeyId.startsWith('ASIA')
  const unsigned = operation === 'AssumeRoleWithWebIdentity'
  if (!known && !unsigned) return kmsError('UnrecognizedClientException')
  if (operation === 'TrentService.Encrypt') return encrypt(request)
  if (operation === 'TrentService.Decrypt') return decrypt(request)
  return assume(request, options.roleExpiration ?? new Date(Date.now() + 3_600_000))
}

function encrypt({ body }: RecordedRequest): FakeAnswer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', masterKey, iv).setAAD(boundTo(body))
  const sealed = cipher.update(Buffer.from(String(body['Plaintext']), 'base64'))
  const blob = Buffer.concat([iv, sealed, cipher.final(), cipher.getAuthTag()])
  return answered({ CiphertextBlob: blob.toString('base64') })
}

function decrypt({ body }: RecordedRequest): FakeAnswer {
  try {
    const blob = Buffer.from(String(body['CiphertextBlob']), 'base64')
    const decipher = createDecipheriv('aes-256-gcm', masterKey, blob.subarray(0, 12))
    decipher.setAAD(boundTo(body)).setAuthTag(blob.subarray(-16))
    const opened = Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()])
    return answered({ Plaintext: opened.toString('base64') })
  } catch {
    return kmsError('InvalidCiphertextException')
  }
}

/** A multi-region key is the same one in every region. */
function boundTo(body: Readonly<Record<string, unknown>>): Buffer {
  const key = String(body['KeyId']).replace(/:kms:[^:]+(:\d+:key\/mrk-)/, ':kms:$1')
  const context = body['EncryptionContext'] as Record<string, string>
  const names = Object.keys(context).toSorted()
  return Buffer.from(JSON.stringify([key, names.map((name) => [name, context[name]])]))
}

function answered(body: object): FakeAnswer {
  return { status: 200, body: JSON.stringify(body) }
}

/** The access key of a role tells which one it is. */
function assume({ operation, body }: RecordedRequest, expiration: Date): FakeAnswer {
  const name = String(body['RoleArn']).replace(/^.*\//, '')
  const text = `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result><Credentials><AccessKeyId>ASIA${name}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token-of-${name}</SessionToken><Expiration>${expiration.toISOString()}</Expiration></Credentials></${operation}Result></${operation}Response>`
  return { status: 200, type: 'text/xml', body: text }
}
