import type { SopsErrorCode } from '@sopskit/core'

/** A file that nobody reads, neither the release that wrote it, nor sops 3.13.3, nor sopskit. */
export interface Refused {
  readonly file: string
  readonly code: SopsErrorCode
  readonly why: string
}

export const refusedFiles: readonly Refused[] = [
  {
    file: '0.5.3/yaml-scalars.enc.yaml',
    code: 'METADATA_INVALID',
    why: 'there is no MAC, and values carry their additional data with them, so that they can be swapped',
  },
  {
    file: '0.5.3/json-types.enc.json',
    code: 'METADATA_INVALID',
    why: 'there is no MAC, and values carry their additional data with them, so that they can be swapped',
  },
  {
    file: '1.18/yaml-anchors.enc.yaml',
    code: 'VALUE_TAMPERED',
    why: 'what an alias names was encrypted once for each path that leads to it, one text inside the other',
  },
  {
    file: '1.18/yaml-unencrypted-suffix.enc.yaml',
    code: 'VALUE_NOT_ENCRYPTED',
    why: 'the metadata names another suffix than the one that was used',
  },
  {
    file: '2.0.10/yaml-comments-list.enc.yaml',
    code: 'VALUE_NOT_ENCRYPTED',
    why: 'comments of a list were left as values in clear text',
  },
  {
    file: '2.0.10/bin-empty.enc.bin',
    code: 'EMIT_FAILED',
    why: 'the file holds no data at all, not even empty data',
  },
]
