import { SopsError } from '@sopskit/core'
import type { AnswerContext } from './answers.ts'
import type { VaultResponse } from './http/vault-request.ts'

/** What a status other than 200 means. */
export interface StatusContext extends AnswerContext {
  /** Whether a token was sent. */
  readonly hasToken: boolean
}

/** The error for an answer that refuses. Of its text nothing is quoted; it is only compared with what is known. */
export function refusal({ status, body }: VaultResponse, context: StatusContext): SopsError {
  const { code, subject } = context
  const says = (error: SopsError['code'], what: string): SopsError =>
    new SopsError(error, `${subject} ${what} (HTTP ${status}).`)
  if (status >= 300 && status < 400) {
    return says(
      code,
      'answers with a redirect, which is not followed because the token would go along. Put the address that it leads to into the key',
    )
  }
  if (status === 401 || status === 403) return says('PERMISSION_DENIED', denial(context))
  if (status === 404) {
    return says(
      code,
      'is not there: no transit engine is mounted at this path. Check the path and the namespace',
    )
  }
  if (/sealed/i.test(body) && status === 503) {
    return says('SERVICE_UNAVAILABLE', 'is sealed. Unseal the server')
  }
  const reason = knownReasons.find(([pattern]) => pattern.test(body))?.[1]
  if (reason !== undefined) return says(code, reason)
  if (status >= 500 || status === 429 || status === 412) {
    return says(
      'SERVICE_UNAVAILABLE',
      'cannot answer now. Look into the log of the server, or try again later',
    )
  }
  return says(
    code,
    'refused the request. Check that the key exists, and look into the log of the server',
  )
}

function denial({ hasToken }: StatusContext): string {
  if (hasToken) {
    return 'refused the token. Check that it is valid, that its policy allows this use of the key, and that the path is right'
  }
  return 'asks for a token and there is none. Set VAULT_TOKEN or log in, which writes ~/.vault-token'
}

/** Texts of Vault, and what they mean here. */
const knownReasons: readonly (readonly [RegExp, string])[] = [
  [
    /encryption key not found/i,
    'has no such key. It was deleted or never made; restore it from a backup of the server or use another key of the file',
  ],
  [
    /disallowed by policy|too old/i,
    'no longer opens data keys of this version: its min_decryption_version is higher. Lower it, or restore the file and rewrap it with "vault write …/rewrap"',
  ],
  [
    /invalid ciphertext|message authentication failed|unable to decrypt|not a valid version/i,
    'cannot open the wrapped data key. It is damaged, or was wrapped with another key; restore the file or use another key of it',
  ],
]

/** The error for a request that got no answer. Of the foreign error only its code is quoted. */
export function unreachable(error: unknown, subject: string): SopsError {
  const code = errorCode(error)
  const hint = code === undefined ? '' : ` (${code})`
  const what = isCertificateProblem(code)
    ? `${subject} cannot be trusted: its certificate does not fit${hint}. Name the authority that issued it in VAULT_CACERT, or correct the address`
    : `${subject} cannot be reached${hint}. Check the address, the proxy and the network`
  return new SopsError('SERVICE_UNAVAILABLE', `${what}.`)
}

/** The code that Node and OpenSSL chose, such as `ECONNREFUSED`. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(error.code)
    ? error.code
    : undefined
}

/** A failure that a further attempt would meet again. */
export function isCertificateProblem(code: string | undefined): boolean {
  return code !== undefined && /CERT|SIGNATURE|SELF_SIGNED|^ERR_(TLS|SSL|OSSL)|^EPROTO$/.test(code)
}
