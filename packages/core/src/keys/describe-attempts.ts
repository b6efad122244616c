import type { DataKeyAttempts } from './data-key-unavailable-error.ts'
import type { GroupAttempt, KeyAttempt, ServiceAttempt } from './key-attempts.ts'
import { shownKeyName } from './shown-key-name.ts'
import { wrapLines } from './wrap-lines.ts'

const reasonWidth = 60
const paragraphWidth = 75

/**
 * Puts a `DataKeyUnavailableError` into words for people (Z6): group by group each key that was tried
 * and why each key service failed, then what would be enough. Ends without a line break and holds no
 * secret; control characters from the file are made harmless.
 *
 * @example
 * ```ts
 * import { describeAttempts } from '@sopskit/core'
 * const key = { type: 'age', recipient: 'age1example' } as const
 * const services = [{ service: 'age', code: undefined, reason: 'there is no identity' }]
 * describeAttempts({ groups: [{ recovered: false, keys: [{ key, services }] }], requiredGroups: 1 })
 * ```
 */
export function describeAttempts({ groups, requiredGroups }: DataKeyAttempts): string {
  const opening = 'The data key that this file is encrypted with could not be recovered.'
  const closing = groups.length > 1 ? missingGroups(groups, requiredGroups) : missingKey
  const sections = groups.map((group, index) => describeGroup(group, index))
  return [opening, ...sections, wrapLines(closing, paragraphWidth).join('\n')].join('\n\n')
}

const missingKey =
  'Not one of the master keys above could decrypt it, and it takes one that can. Check that the identity or the credentials for one of them are available here.'

function missingGroups(groups: readonly GroupAttempt[], required: number): string {
  const recovered = groups.filter((group) => group.recovered).length
  return `The data key is split among ${groups.length} key groups with a Shamir threshold of ${required}: at least ${required} groups have to give their part back, and ${recovered} did. Any key of a group is enough for the part of that group.`
}

function describeGroup({ recovered, keys }: GroupAttempt, index: number): string {
  if (recovered) return `Group ${index}: SUCCESS`
  const tried = keys.length === 0 ? '  This group has no keys.' : describeKeys(keys)
  return `Group ${index}: FAILED\n${tried}`
}

/** The keys of one group that failed, each with the reasons of the services that were asked. */
export function describeKeys(keys: readonly KeyAttempt[]): string {
  return keys.map(describeKey).join('\n\n')
}

function describeKey({ key, services }: KeyAttempt): string {
  const reasons = services.length === 0 ? [notHandled(key)] : services.map(reasonOf)
  return `  ${shownKeyName(key)}: FAILED\n${reasons.map(describeReason).join('\n\n')}`
}

/** Which package would, for the kinds that there is one of. */
const packages: Readonly<Record<string, string>> = {
  age: '@sopskit/keyservice-age',
  pgp: '@sopskit/keyservice-pgp',
  kms: '@sopskit/keyservice-kms',
  gcp_kms: '@sopskit/keyservice-kms',
  azure_kv: '@sopskit/keyservice-kms',
  hc_vault: '@sopskit/keyservice-vault',
}

function notHandled({ type }: KeyAttempt['key']): string {
  const made = Object.hasOwn(packages, type)
    ? `: those of keyServicesFromEnvironment(), or one of ${packages[type]}`
    : ''
  return `no key service that was asked handles this kind of key (${type}); a program passes one in \`services\`${made}`
}

function reasonOf({ service, reason }: ServiceAttempt): string {
  return `${service}: ${reason}`
}

function describeReason(reason: string): string {
  const lines = wrapLines(reason.trimEnd(), reasonWidth).map(printable)
  return lines.map((line, index) => `${index === 0 ? '    - | ' : '      | '}${line}`).join('\n')
}

/** Names come from the file, which nobody has authenticated, and go to a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}')
}
