import { basename } from 'node:path'
import { SopsError } from '@sopskit/core'
import { configOf } from '../config/config-options.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { requireInput } from '../files/read-input.ts'
import { withSlashes } from '../files/with-slashes.ts'
import { requireKnownOptions } from '../options/known-options.ts'
import type { Publication, PublishOptions } from './publish-options.ts'
import { publishSource } from './publish-source.ts'
import { planSource } from './source.ts'

/**
 * Publishes an encrypted file where the first destination rule says whose `path_regex` matches the path as
 * it is given (CLI-110). Vault gets the decrypted values as JSON. A bucket of S3 or Google Cloud Storage gets
 * the file as it is, or encrypted anew for the keys of the `recreation_rule`. `config` has to be there.
 *
 * The clients `@aws-sdk/client-s3` and `@google-cloud/storage` are installed only where they are wanted.
 *
 * @throws {@link SopsError} `CONFIG_UNREADABLE`, `CONFIG_INVALID`, `NO_MATCHING_RULE`, `INVALID_REGEX`;
 * `FILE_NOT_FOUND`, `FILE_UNREADABLE`; every code of `decrypt`, and of `encrypt` for the keys and the
 * output; `PACKAGE_MISSING`, `PERMISSION_DENIED`, `SERVICE_UNAVAILABLE`, `PUBLISH_FAILED`, `ABORTED`.
 *
 * @example
 * ```ts
 * import { publishFile } from 'sopskit'
 * async function deploy(path: string): Promise<string> {
 *   const published = await publishFile(path, { config: 'search', identities: 'environment' })
 *   return `${published.destination}: ${published.outcome}`
 * }
 * ```
 */
export async function publishFile(path: string, options: PublishOptions): Promise<Publication> {
  requireKnownOptions(options)
  await requireInput(path, nodeFileSystem)
  const config = await destinationConfig(options)
  const { env = process.env, omitExtensions = false } = options
  const source = { path, matched: withSlashes(path), name: basename(path) }
  const planned = await planSource(source, { config, env, omitExtensions })
  return publishSource(planned, { ...options, config })
}

/** The configuration, which nothing can be published without (CFG-008). */
export async function destinationConfig(
  options: Pick<PublishOptions, 'config'>,
): Promise<LoadedConfig> {
  const config = await configOf(options, false)
  if (config !== undefined) return config
  throw new SopsError(
    'CONFIG_UNREADABLE',
    'Where files are published to is said by destination_rules of a .sops.yaml, and there is none.',
  )
}
