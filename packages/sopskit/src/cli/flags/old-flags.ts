import type { FlagGroup } from './flag.ts'

/** What the flags say that stand for a command. */
export interface OldFlags {
  readonly decrypt: boolean
  readonly encrypt: boolean
  readonly rotate: boolean
  readonly set: string
}

/** Flags that stand for a command, as they did before there were commands (CLI-036). */
export const oldFlags: FlagGroup<OldFlags> = {
  decrypt: {
    kind: 'switch',
    short: 'd',
    levels: ['old', 'check'],
    help: 'as the command decrypt',
    helpFor: { check: 'decrypt every file as well, and verify its MAC' },
  },
  encrypt: { kind: 'switch', short: 'e', levels: ['old'], help: 'as the command encrypt' },
  rotate: {
    kind: 'switch',
    short: 'r',
    levels: ['old', 'updatekeys'],
    help: 'as the command rotate',
    helpFor: { updatekeys: 'make a new data key as well, for files whose keys change' },
  },
  set: {
    kind: 'text',
    levels: ['old'],
    value: "'PATH VALUE'",
    help: 'as the command set',
  },
}
