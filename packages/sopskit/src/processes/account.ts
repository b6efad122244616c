import { userInfo, type UserInfo } from 'node:os'
import { SopsError } from '@sopskit/core'
import { systemCode } from '../files/file-error.ts'
import { quotePath } from '../files/quote-path.ts'
import type { Environment } from './environment.ts'

/** A user of this machine. */
export interface Account {
  readonly name: string
  readonly home: string
}

/**
 * Makes this whole process act for another user, with the groups of that user, and for good: what is
 * started from then on belongs to that user (CLI-086).
 *
 * @throws {@link SopsError} `USER_UNAVAILABLE`.
 */
export type BecomeUser = (name: string) => Account

/** The variables that tell a program whose process it is (UT-11). */
export function accountVariables({ name, home }: Account): Environment {
  return { HOME: home, USER: name, LOGNAME: name }
}

/** The types of Node leave this one out. */
interface GroupCalls {
  readonly initgroups?: (user: string, group: number) => void
}

/** Switches this process. It needs the privileges of root. */
export const becomeNodeUser: BecomeUser = (name) => {
  const { setgid, setuid, initgroups } = process as typeof process & GroupCalls
  if (setgid === undefined || setuid === undefined || initgroups === undefined) {
    throw new SopsError('USER_UNAVAILABLE', 'Programs cannot be run as another user here.')
  }
  try {
    const { username, homedir: home, gid } = lookUp(name)
    // In this order: whoever gives up the user first may not change the groups any more.
    initgroups(username, gid)
    setgid(gid)
    setuid(name)
    return { name: username, home }
  } catch (error) {
    throw unavailable(name, error)
  }
}

// Node tells the home and group of nobody but the user it runs as.
function lookUp(name: string): UserInfo<string> {
  const before = process.geteuid?.() ?? 0
  process.seteuid?.(name)
  try {
    return userInfo()
  } finally {
    process.seteuid?.(before)
  }
}

function unavailable(name: string, error: unknown): SopsError {
  const unknown = systemCode(error) === 'ERR_UNKNOWN_CREDENTIAL'
  return new SopsError(
    'USER_UNAVAILABLE',
    unknown
      ? `There is no user ${quotePath(name)} on this machine.`
      : `This process may not become the user ${quotePath(name)}; that takes the privileges of root.`,
  )
}
