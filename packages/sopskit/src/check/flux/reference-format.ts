import { basename } from 'node:path'
import { type FileFormat, formatOfPath } from '../../formats/file-format.ts'
import type { Reference } from './references.ts'

/** As which format Flux decrypts a file that a kustomization names (FLX-033). */
export function referenceFormat({ field, target, key }: Reference): FileFormat {
  const format = fluxFormat(field === 'files' ? (key ?? basename(target)) : target)
  return field === 'envs' && format === 'binary' ? 'dotenv' : format
}

/** The format by the end of a name, as Flux takes it. */
export function fluxFormat(name: string): FileFormat {
  return name.endsWith('.dockerconfigjson') ? 'json' : formatOfPath(name)
}
