import { SopsError } from '@sopskit/core'

/** The error for a request that got no answer; `undefined` when it did not fail for that. */
export function unreachable(error: unknown, subject: string): SopsError | undefined {
  const code = systemCode(error)
  if (code === undefined) return undefined
  if (/CERT|SIGNATURE|SELF_SIGNED|^ERR_(TLS|SSL)|^EPROTO$/.test(code)) {
    const message = `${subject} cannot be trusted: its certificate does not fit, or it does not speak TLS (${code}). Check the URL, and name your own authority in NODE_EXTRA_CA_CERTS.`
    return new SopsError('SERVICE_UNAVAILABLE', message)
  }
  const message = `${subject} cannot be reached (${code}). Check the URL, the proxy and the network.`
  return new SopsError('SERVICE_UNAVAILABLE', message)
}

/** The code that Node or OpenSSL chose, wherever the packages put it. */
function systemCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined
  const code = field(error, 'code')
  if (typeof code === 'string' && systemCodes.test(code)) return code
  return systemCode(field(error, 'cause'), depth + 1)
}

const systemCodes = /^(E[A-Z]{3,}|ERR_[A-Z_]+|[A-Z_]*(CERT|SIGNATURE)[A-Z_]*)$/

/** The text of a foreign error, to be compared and not to be shown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

/** A field of a foreign error. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
