import { requireDeadline, requireDistinctKinds, withDeadline } from '@sopskit/core'
import type { LoadedConfig } from '../config/load-config.ts'
import { type FileSystem, nodeFileSystem } from '../files/file-system.ts'
import { readInput } from '../files/read-input.ts'
import { contentOf } from './content.ts'
import { describeDestination } from './destination.ts'
import { destinationError } from './destination-error.ts'
import type { Publication, PublishOptions } from './publish-options.ts'
import type { PlannedSource } from './source.ts'
import { upload } from './upload.ts'

/** What publishing a planned file takes. */
export interface PublishSourceOptions extends Omit<PublishOptions, 'config'> {
  readonly config: LoadedConfig
  readonly fileSystem?: FileSystem | undefined
}

// That of the clients of Vault.
const defaultDeadlineMs = 60_000

const whenAborted = 'The file may or may not have arrived.'
const whenLate = `${whenAborted} Check the address and the network, and publish it again.`

/** Publishes one file: it is read and made ready, then `confirm` is asked, then it is sent. */
export async function publishSource(
  source: PlannedSource,
  options: PublishSourceOptions,
): Promise<Publication> {
  requireDistinctKinds(options.decryptionOrder ?? [])
  const deadlineMs = requireDeadline(options.deadlineMs ?? defaultDeadlineMs)
  const { fileSystem = nodeFileSystem } = options
  const bytes = await readInput(source.path, fileSystem)
  const { parcel, changes, warnings } = await contentOf(source, bytes, options)
  const place = describeDestination(source.destination)
  const planned = { path: source.path, destination: place, changes }
  if (options.confirm !== undefined && !(await options.confirm(planned))) {
    return { ...planned, outcome: 'declined', warnings }
  }
  const { clients = {}, env = process.env } = options
  const bounds = { deadlineMs, signal: options.signal, subject: place, whenLate, whenAborted }
  try {
    const sent = await withDeadline(bounds, (signal) =>
      upload(parcel, { clients, env, fileSystem, deadlineMs, signal }),
    )
    return { ...planned, outcome: sent.outcome, warnings: [...warnings, ...sent.warnings] }
  } catch (error) {
    throw destinationError(error, place)
  }
}
