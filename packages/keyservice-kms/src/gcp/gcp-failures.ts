import { isSopsError, SopsError } from '@sopskit/core'

/** What was being done, for the error. */
export interface GcpWork {
  /** Backend and key. */
  readonly subject: string
  /** The code when nothing better is known. */
  readonly code: 'WRAP_FAILED' | 'UNWRAP_FAILED'
}

/** A failed call of Cloud KMS. Of the foreign error only its status is quoted. */
export function callFailure(error: unknown, { subject, code }: GcpWork): SopsError {
  if (isSopsError(error)) return error
  const status = statusOf(error)
  const says = (kind: SopsError['code'], what: string): SopsError =>
    new SopsError(kind, `${subject} ${what} (${status}).`)
  switch (status) {
    case 'INVALID_ARGUMENT':
      return says(code, code === 'WRAP_FAILED' ? refused : damaged)
    case 'NOT_FOUND':
      return says(code, missing)
    case 'FAILED_PRECONDITION':
      return says(code, disabled)
    case 'PERMISSION_DENIED':
      return says('PERMISSION_DENIED', forbidden)
    case 'UNAUTHENTICATED':
      return says('PERMISSION_DENIED', unknown)
    case 'UNAVAILABLE':
    case 'DEADLINE_EXCEEDED':
    case 'RESOURCE_EXHAUSTED':
      return unreachable(error, subject) ?? says('SERVICE_UNAVAILABLE', busy)
    case undefined:
      return (
        unreachable(error, subject) ??
        new SopsError(code, `${subject} gave an answer that cannot be understood. ${tryAgain}`)
      )
    default:
      return says(code, refused)
  }
}

/** A failure to get a token, before Cloud KMS was asked anything. */
export function tokenFailure(error: unknown, subject: string): SopsError {
  if (isSopsError(error)) return error
  const foreign = systemCode(error)
  if (foreign !== undefined && /^ERR_(OSSL|CRYPTO)/.test(foreign)) {
    const message = `The private key in the Google credentials cannot be used. Make a new key for the service account, or restore the credentials file. (${subject} was not asked.)`
    return new SopsError('INVALID_IDENTITY', message)
  }
  const status = httpStatus(error)
  const server = `The server that gives tokens for ${subject}`
  if (status !== undefined && status < 500) {
    const message = `${server} refused the Google credentials (HTTP ${status}). They are wrong, expired or revoked; make new ones, for example with "gcloud auth application-default login".`
    return new SopsError('PERMISSION_DENIED', message)
  }
  if (status !== undefined) {
    return new SopsError(
      'SERVICE_UNAVAILABLE',
      `${server} cannot answer now (HTTP ${status}). Try again later.`,
    )
  }
  const message = `No token for ${subject} could be had with the Google credentials. They are incomplete or of no use here; make new ones, for example with "gcloud auth application-default login".`
  return unreachable(error, server) ?? new SopsError('PERMISSION_DENIED', message)
}

const tryAgain = 'Try again, and check that the endpoint is one of GCP KMS.'
const refused = 'refused the request. Check that the key can encrypt and decrypt'
const damaged =
  'cannot decrypt the wrapped data key. It is damaged or was wrapped with another key; restore the file or use another key of it'
const missing = 'is not there. Check its resource id, or restore the key'
const disabled =
  'cannot be used: its version is disabled or destroyed, or it is for another purpose. Enable the version, or use another key of the file'
const forbidden =
  'may not be used with these credentials. Grant roles/cloudkms.cryptoKeyEncrypterDecrypter on the key, and check that the Cloud KMS API is enabled'
const unknown = 'does not accept the access token. It is wrong or expired; get a new one'
const busy = 'cannot answer now. Try again later'

// The numbers of gRPC, those that are met here.
const grpcNames: ReadonlyMap<unknown, string> = new Map([
  [3, 'INVALID_ARGUMENT'],
  [4, 'DEADLINE_EXCEEDED'],
  [5, 'NOT_FOUND'],
  [7, 'PERMISSION_DENIED'],
  [8, 'RESOURCE_EXHAUSTED'],
  [9, 'FAILED_PRECONDITION'],
  [12, 'UNIMPLEMENTED'],
  [14, 'UNAVAILABLE'],
  [16, 'UNAUTHENTICATED'],
])

const httpNames: ReadonlyMap<number, string> = new Map([
  [400, 'INVALID_ARGUMENT'],
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'NOT_FOUND'],
  [429, 'RESOURCE_EXHAUSTED'],
  [500, 'UNAVAILABLE'],
  [502, 'UNAVAILABLE'],
  [503, 'UNAVAILABLE'],
  [504, 'DEADLINE_EXCEEDED'],
])

function statusOf(error: unknown): string | undefined {
  const http = httpStatus(error)
  if (http === undefined) return grpcNames.get(field(error, 'code'))
  // Over REST 400 stands for two statuses, which only the body tells apart.
  if (http === 400 && messageOf(error).includes('"FAILED_PRECONDITION"'))
    return 'FAILED_PRECONDITION'
  return httpNames.get(http) ?? `HTTP ${http}`
}

function httpStatus(error: unknown): number | undefined {
  const candidates = [field(error, 'status'), field(field(error, 'response'), 'status')]
  return candidates.find((each): each is number => typeof each === 'number' && each >= 100)
}

/** The code that Node or OpenSSL chose, such as `ECONNREFUSED`. */
function systemCode(error: unknown): string | undefined {
  const code = field(error, 'code')
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : undefined
}

function unreachable(error: unknown, subject: string): SopsError | undefined {
  const code = systemCode(error)
  const text = messageOf(error)
  if (
    /CERT|SIGNATURE|SELF_SIGNED|^ERR_(TLS|SSL)|^EPROTO$/.test(code ?? '') ||
    tlsTexts.test(text)
  ) {
    const message = `${subject} cannot be trusted: its certificate does not fit, or it does not speak TLS${code === undefined ? '' : ` (${code})`}. Check the endpoint, and name your own authority in NODE_EXTRA_CA_CERTS.`
    return new SopsError('SERVICE_UNAVAILABLE', message)
  }
  if (code === undefined && !connectionTexts.test(text)) return undefined
  const hint = code === undefined ? '' : ` (${code})`
  const message = `${subject} cannot be reached${hint}. Check the endpoint, the proxy and the network.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}

// Over gRPC only the text tells what is wrong with a connection. It is compared, never shown.
const tlsTexts = /certificate|SSL routines|altnames/i
const connectionTexts = /No connection established|Name resolution failed|ECONN|ENOTFOUND/

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
