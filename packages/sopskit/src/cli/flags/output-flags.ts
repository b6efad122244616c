import type { FlagGroup } from './flag.ts'
import { changing, converting, grouping } from './levels.ts'

/** What the flags about the output say. */
export interface OutputFlags {
  readonly extract: string
  readonly indent: number
  readonly layout: string
  readonly 'ignore-mac': boolean
}

/** Flags about what is written. */
export const outputFlags: FlagGroup<OutputFlags> = {
  extract: {
    kind: 'text',
    levels: ['decrypt'],
    value: 'PATH',
    help: `write only one value, for example '["db"]["password"]'`,
  },
  indent: {
    kind: 'integer',
    levels: ['global', ...converting, 'updatekeys', ...grouping],
    value: 'N',
    help: 'indent by this many spaces (JSON: -1 is a tab)',
  },
  layout: {
    kind: 'text',
    levels: ['encrypt', 'decrypt', 'edit', 'rotate', ...changing, 'updatekeys', ...grouping],
    env: 'SOPSKIT_LAYOUT',
    value: 'LAYOUT',
    help: 'sops: as sops writes it; preserve: YAML keeps the layout it has',
  },
  'ignore-mac': {
    kind: 'switch',
    levels: ['decrypt', 'edit', ...changing, 'old'],
    help: 'dangerous: accept a file whose content does not fit its MAC',
  },
}
