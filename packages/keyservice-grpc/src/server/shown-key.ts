import type { MasterKey } from '@sopskit/core'
import { masterKeyName } from '@sopskit/core'

const longest = 200

/**
 * A key as people may see it: kind and name. A client chose the name: it could hold an identity, the login
 * of an address, or characters that do something to a terminal.
 */
export function shownKey(key: MasterKey): string {
  const name = masterKeyName(key)
  if (/AGE-(?:SECRET-KEY|PLUGIN)-|PRIVATE KEY/i.test(name)) {
    return `${key.type} (a secret key stands here instead of a recipient)`
  }
  const safe = name.replace(/(?<=:\/\/)[^/]*@/, '').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
  return `${key.type} ${safe.length > longest ? `${safe.slice(0, longest)}…` : safe}`
}
