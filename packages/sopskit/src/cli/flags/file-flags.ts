import type { FlagGroup } from './flag.ts'
import { converting, grouping, keyed } from './levels.ts'

/** What the flags about files say. */
export interface FileFlags {
  readonly file: string
  readonly 'in-place': boolean
  readonly output: string
  readonly 'input-type': string
  readonly 'output-type': string
  readonly 'filename-override': string
  readonly config: string
}

/** Flags about what is read and where the result goes. */
export const fileFlags: FlagGroup<FileFlags> = {
  file: {
    kind: 'text',
    short: 'f',
    levels: grouping,
    value: 'FILE',
    help: 'the file whose groups are changed',
  },
  'in-place': {
    kind: 'switch',
    short: 'i',
    levels: ['encrypt', 'decrypt', 'rotate', ...grouping, 'old'],
    help: 'write the result back to the file',
  },
  output: {
    kind: 'text',
    levels: ['encrypt', 'decrypt', 'rotate'],
    value: 'FILE',
    help: 'write the result to this file',
  },
  'input-type': {
    kind: 'text',
    levels: [...converting, 'updatekeys', 'filestatus'],
    value: 'TYPE',
    help: 'read yaml, json, dotenv, ini or binary, whatever the name',
  },
  'output-type': {
    kind: 'text',
    levels: converting,
    value: 'TYPE',
    help: 'write one of these, whatever the name of the file',
  },
  'filename-override': {
    kind: 'text',
    levels: ['encrypt', 'decrypt', 'rotate'],
    value: 'NAME',
    help: 'take both types from this name, as standard input has none',
  },
  config: {
    kind: 'text',
    env: 'SOPS_CONFIG',
    levels: ['global', ...keyed, 'filestatus'],
    value: 'FILE',
    help: 'read this configuration; else the nearest .sops.yaml above',
  },
}
