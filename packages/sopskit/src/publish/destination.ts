import { posix } from 'node:path'
import type { DestinationRule } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

/** Where one file goes (CLI-112, CLI-113). */
export type Destination = BucketDestination | VaultDestination

/** An object of S3 or of Google Cloud Storage. */
export interface BucketDestination {
  readonly kind: 's3' | 'gcs'
  readonly bucket: string
  readonly key: string
}

/** A secret of a key-value engine of Vault. */
export interface VaultDestination {
  readonly kind: 'vault'
  /** Without a slash at its end. */
  readonly address: string
  /** Behind `/v1/`. */
  readonly path: string
  /** The second version keeps old versions of a secret, and wraps it. */
  readonly version: 1 | 2
}

// That of every client of Vault.
const defaultAddress = 'https://127.0.0.1:8200'

/** Where a rule sends a file by that name; a rule without address leaves it to `VAULT_ADDR`. */
export function destinationFor(
  rule: DestinationRule,
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Destination {
  if (rule.s3Bucket !== '') return { kind: 's3', bucket: rule.s3Bucket, key: rule.s3Prefix + name }
  if (rule.gcsBucket !== '') {
    return { kind: 'gcs', bucket: rule.gcsBucket, key: rule.gcsPrefix + name }
  }
  const address = vaultAddress(rule.vaultAddress || env['VAULT_ADDR'] || defaultAddress)
  // Every other number is the second version for sops, too (CLI-113).
  const version = rule.vaultKvVersion === 1 ? 1 : 2
  const mount = withSlash(rule.vaultKvMountName || 'secret/') + (version === 2 ? 'data/' : '')
  // As sops asks for it, which resolves `..` and drops empty parts.
  const path = posix.join('/', mount, withSlash(rule.vaultPath), name).slice(1)
  return { kind: 'vault', address, path, version }
}

function withSlash(text: string): string {
  return text.endsWith('/') ? text : `${text}/`
}

function vaultAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url !== undefined && isHttp && url.username === '' && url.password === '') {
    return (url.origin + url.pathname).replace(/\/+$/, '')
  }
  const message =
    'The address of Vault (vault_address, or VAULT_ADDR) is none. Write it as https://HOST:PORT, without a login.'
  throw new SopsError('PUBLISH_FAILED', message)
}

/** A destination as sops names it. */
export function describeDestination(destination: Destination): string {
  if (destination.kind === 'vault') return `${destination.address}/v1/${destination.path}`
  return `${destination.kind}://${destination.bucket}/${destination.key}`
}
