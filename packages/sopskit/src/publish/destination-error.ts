import { isSopsError, SopsError } from '@sopskit/core'

/**
 * The error for an upload that failed. Of a foreign error only the status and the name that programs chose
 * are quoted, for its text can hold what was sent.
 */
export function destinationError(error: unknown, place: string): SopsError {
  if (isSopsError(error)) return error
  const status = statusOf(error)
  const name = nameOf(error)
  const said = [status === undefined ? '' : `HTTP ${status}`, name].filter(Boolean).join(', ')
  const why = said === '' ? '' : ` (${said})`
  if (status === 401 || status === 403 || /credential|token/i.test(name)) {
    const message = `${place} refused the credentials${why}. Check that they are there, valid, and allowed to write.`
    return new SopsError('PERMISSION_DENIED', message)
  }
  if (status === undefined ? isNetwork(name) : status >= 500 || status === 429) {
    const message = `${place} cannot be reached or cannot answer now${why}. Check the address, the certificate and the network.`
    return new SopsError('SERVICE_UNAVAILABLE', message)
  }
  const message = `${place} did not take the file${why}. Check that the bucket or the mount is there, and its settings.`
  return new SopsError('PUBLISH_FAILED', message)
}

/** The HTTP status that a client of AWS, Vault or Google tells. */
export function statusOf(error: unknown): number | undefined {
  const places = [
    at(at(error, '$metadata'), 'httpStatusCode'),
    at(at(error, 'response'), 'statusCode'),
    at(error, 'code'),
    at(error, 'status'),
  ]
  return places.find(
    (value): value is number => typeof value === 'number' && value >= 100 && value < 600,
  )
}

function nameOf(error: unknown): string {
  const names = [at(error, 'code'), at(error, 'name')]
  const fit = names.find(
    (value) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{1,60}$/.test(value),
  )
  return typeof fit === 'string' && fit !== 'Error' ? fit : ''
}

function isNetwork(name: string): boolean {
  return /^E[A-Z]{3,}$|^ERR_|CERT|TIMEOUT|Timeout|FetchError|NetworkingError|SIGNATURE/.test(name)
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
