import { createSecureContext } from 'node:tls'
import { SopsError } from '@sopskit/core'

/** Texts in PEM form. */
export interface PemTexts {
  readonly ca: string | undefined
  readonly cert: string | undefined
  readonly key: string | undefined
}

/** Refuses certificates and keys that cannot be used: the gRPC library finds out too late, and quotes them. */
export function requirePem({ ca, cert, key }: PemTexts): void {
  try {
    if ((cert === undefined) !== (key === undefined)) throw new Error('one without the other')
    createSecureContext({
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    })
  } catch {
    const message =
      'The certificates and the key for the key service are not PEM texts that fit together. Correct them.'
    throw new SopsError('INVALID_IDENTITY', message)
  }
}
