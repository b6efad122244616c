import { isSopsError, requireDeadline } from '@sopskit/core'
import type { AgeIdentity } from '../identities/age-identity.ts'
import type { SharedTask } from '../shared-task.ts'
import { sharedTask } from '../shared-task.ts'
import type { AgeEnvironment } from './age-environment.ts'
import { defaultDeadlineMs } from './age-environment.ts'
import { ageSources } from './sources/age-sources.ts'
import type { IdentitySource } from './sources/identity-source.ts'
import { sshSources } from './sources/ssh-sources.ts'

/** A source of identities that is there but cannot be used. */
export interface AgeSourceFailure {
  /** The variable's name, or the path of a key file that is looked for without one. */
  readonly source: string
  /** Why, in one or more sentences; nothing secret. */
  readonly message: string
}

/** What a search for identities found. */
export interface AgeIdentitySearch {
  /** Identities of all sources together, in the order of the sources (AGE-006), each text once. */
  readonly identities: readonly AgeIdentity[]
  readonly failures: readonly AgeSourceFailure[]
  /** Where nothing was: variables not set, files not there or without an identity. */
  readonly notFound: readonly string[]
}

/** The same, and which sources had identities, and how many of their own. */
export interface IdentitySourcesSearch extends AgeIdentitySearch {
  readonly sources: readonly { readonly name: string; readonly count: number }[]
}

type Reading = readonly AgeIdentity[] | AgeSourceFailure | undefined

/** Searches for the key of a recipient; rejects with `ABORTED` only. */
export type IdentitySearcher = (
  recipient: string,
  signal?: AbortSignal,
) => Promise<IdentitySourcesSearch>

/**
 * Reads every source once, and runs every command once for each recipient, which it is told (AGE-014). What
 * came out, a failure too, is kept.
 */
export function createSearcher(environment: AgeEnvironment): IdentitySearcher {
  requireDeadline(environment.deadlineMs ?? defaultDeadlineMs)
  const sources = [...sshSources(environment), ...ageSources(environment)]
  const readings = new Map<string, SharedTask<Reading>>()
  const readingOf = (source: IdentitySource, recipient: string): SharedTask<Reading> => {
    const id = source.perRecipient === true ? `${source.name} ${recipient}` : source.name
    const reading = readings.get(id) ?? sharedTask((signal) => attempt(source, recipient, signal))
    readings.set(id, reading)
    return reading
  }
  return async (recipient, signal) => {
    const found: (readonly [string, Reading])[] = []
    for (const source of sources) {
      found.push([source.name, await readingOf(source, recipient)(signal)])
    }
    return summarize(found)
  }
}

async function attempt(
  source: IdentitySource,
  recipient: string,
  signal: AbortSignal,
): Promise<Reading> {
  try {
    return await source.read({ recipient, signal })
  } catch (error) {
    if (!isSopsError(error) || error.code === 'ABORTED') throw error
    return { source: source.name, message: error.message }
  }
}

function summarize(found: readonly (readonly [string, Reading])[]): IdentitySourcesSearch {
  const sources: { name: string; count: number }[] = []
  const identities = new Set<AgeIdentity>()
  const failures: AgeSourceFailure[] = []
  const notFound: string[] = []
  for (const [name, reading] of found) {
    if (reading !== undefined && 'message' in reading) failures.push(reading)
    else if (reading === undefined || reading.length === 0) notFound.push(name)
    else {
      sources.push({ name, count: reading.length })
      for (const identity of reading) identities.add(identity)
    }
  }
  return { sources, identities: [...identities], failures, notFound }
}
