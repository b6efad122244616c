import { masterKeyName } from './master-key-name.ts'
import type { MasterKey } from './master-key.ts'
import { isIdentity, publishableKey, withheld } from './publishable-key.ts'

/**
 * The name of a master key as people may see it, on a terminal too. Whoever wrote the file or the request
 * chose it: it could hold an identity, the login of an address, or characters that do something to a terminal.
 *
 * @example
 * ```ts
 * import { shownKeyName } from '@sopskit/core'
 * shownKeyName({ type: 'age', recipient: 'age1example\u001b[2J' }) // 'age1example�[2J'
 * ```
 */
export function shownKeyName(key: MasterKey): string {
  const name = masterKeyName(publishableKey(key))
  // Wherever it was put: also into a role or the path of an engine.
  if (isIdentity(name)) return withheld
  return name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}
