/** The formats of SOPS, as the controller tells them apart (FLX-033, FLX-034). */
export type FluxFormat = 'yaml' | 'json' | 'dotenv' | 'ini' | 'binary'

const suffixes: readonly (readonly [suffix: string, format: FluxFormat])[] = [
  ['.dockerconfigjson', 'json'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.json', 'json'],
  ['.env', 'dotenv'],
  ['.ini', 'ini'],
]

/** The format that a path or the key of an entry stands for (FLX-033, FLX-044). */
export function fluxFormatOf(name: string): FluxFormat {
  return suffixes.find(([suffix]) => name.endsWith(suffix))?.[1] ?? 'binary'
}

const markers: Readonly<Record<FluxFormat, string>> = {
  json: '"mac": "ENC[',
  binary: '"mac": "ENC[',
  yaml: 'mac: ENC[',
  dotenv: 'sops_mac=ENC[',
  ini: '[sops]',
}

/** True when the controller would take a text for an encrypted one of this format (FLX-034). */
export function hasMarker(bytes: Uint8Array, format: FluxFormat): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(markers[format])
}

const order: readonly FluxFormat[] = ['json', 'yaml', 'dotenv', 'ini']

/** The format whose marker a text has; of JSON and binary, which have the same one, `json` (FLX-044). */
export function markedFormat(bytes: Uint8Array): FluxFormat | undefined {
  return order.find((format) => hasMarker(bytes, format))
}
