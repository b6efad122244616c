import type { CommandName } from '../command-name.ts'

/**
 * Where a flag may stand: before the command (`global`), in the old form without a command beyond those of
 * what that form does (`old`), or behind one of the commands (CLI-003).
 */
export type Level = 'global' | 'old' | CommandName

/** Commands that encrypt by flags or by a creation rule. */
export const encrypting: readonly Level[] = ['encrypt', 'edit']

/** Commands that change the values of an encrypted file in its place. */
export const changing: readonly Level[] = ['set', 'unset']

/** Commands that change the key groups of an encrypted file. */
export const grouping: readonly Level[] = ['groups add', 'groups delete']

/** Commands that run another one. */
export const executing: readonly Level[] = ['exec-env', 'exec-file']

/** Commands that decrypt values. */
export const decrypting: readonly Level[] = [
  'decrypt',
  'edit',
  'rotate',
  ...changing,
  ...executing,
  'publish',
  'check',
  'flux build',
]

/** Commands that read a file as one type and write it as another. */
export const converting: readonly Level[] = [
  'encrypt',
  'decrypt',
  'edit',
  'rotate',
  ...changing,
  'exec-file',
]

/** Commands that ask key services. */
export const keyed: readonly Level[] = ['encrypt', ...decrypting, 'updatekeys', ...grouping]
