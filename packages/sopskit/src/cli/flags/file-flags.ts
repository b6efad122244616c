import type { FlagGroup } from './flag.ts'

/** What the flags about files say. */
export interface FileFlags {
  readonly 'in-place': boolean
  readonly output: string
  readonly 'input-type': string
  readonly 'output-type': string
  readonly 'filename-override': string
  readonly config: string
}

/** Flags about what is read and where the result goes. */
export const fileFlags: FlagGroup<FileFlags> = {
  'in-place': {
    kind: 'switch',
    short: 'i',
    levels: ['encrypt', 'decrypt'],
    help: 'write the result back to the file',
  },
  output: {
    kind: 'text',
    levels: ['encrypt', 'decrypt'],
    value: 'FILE',
    help: 'write the result to this file',
  },
  'input-type': {
    kind: 'text',
    levels: ['encrypt', 'decrypt'],
    value: 'TYPE',
    help: 'read yaml, json, dotenv, ini or binary, whatever the name',
  },
  'output-type': {
    kind: 'text',
    levels: ['encrypt', 'decrypt'],
    value: 'TYPE',
    help: 'write one of these, whatever the name of the file',
  },
  'filename-override': {
    kind: 'text',
    levels: ['encrypt', 'decrypt'],
    value: 'NAME',
    help: 'take both types from this name; needed with standard input',
  },
  config: {
    kind: 'text',
    env: 'SOPS_CONFIG',
    levels: ['global', 'encrypt', 'decrypt'],
    value: 'FILE',
    help: 'read this configuration; else the nearest .sops.yaml above',
  },
}
