import { commandNames } from '../command-name.ts'
import type { FlagGroup } from './flag.ts'

/** What the flags about the command itself say. */
export interface GeneralFlags {
  readonly help: boolean
  readonly version: boolean
  readonly verbose: boolean
  readonly 'disable-version-check': boolean
  readonly 'check-for-updates': boolean
}

/** Flags about the command itself. */
export const generalFlags: FlagGroup<GeneralFlags> = {
  help: {
    kind: 'switch',
    short: 'h',
    levels: ['global', ...commandNames],
    help: 'show this help',
  },
  version: { kind: 'switch', short: 'v', levels: ['global'], help: 'show the version' },
  verbose: {
    kind: 'switch',
    levels: ['global', 'publish', 'keyservice'],
    help: 'accepted, without effect',
  },
  'disable-version-check': {
    kind: 'switch',
    env: 'SOPS_DISABLE_VERSION_CHECK',
    levels: ['global'],
    help: 'accepted: no newer version is looked for',
  },
  'check-for-updates': {
    kind: 'switch',
    levels: ['global'],
    help: 'accepted: no newer version is looked for',
  },
}
