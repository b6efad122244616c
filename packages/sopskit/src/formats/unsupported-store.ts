import type { Store } from '@sopskit/core'
import { encodeUtf8, SopsError } from '@sopskit/core'
import type { FileFormat } from './file-format.ts'

type UnsupportedFormat = Exclude<FileFormat, 'yaml' | 'json'>

/**
 * Stands in for a format that this release cannot read or write yet. The refusal comes from `load` and
 * `emit`, so that it takes its turn in the order of errors (Z3): a value that is text needs no format
 * at all (X4), and a wrong key is reported before an output that cannot be written.
 */
export function unsupportedStore(format: UnsupportedFormat): Store {
  const refuse = (): never => {
    throw new SopsError(
      'EMIT_FAILED',
      `${described(format)} cannot be written yet: ${hint('output')}`,
    )
  }
  return {
    name: format,
    layout: format === 'dotenv' ? 'flat' : format === 'ini' ? 'flat-below-top' : 'nested',
    load: () => {
      throw new SopsError(
        'UNSUPPORTED_FORMAT',
        `${described(format)} cannot be read yet: ${hint('input')}`,
      )
    },
    emit: refuse,
    emitValue: (value) => (typeof value === 'string' ? encodeUtf8(value) : refuse()),
  }
}

function described(format: UnsupportedFormat): string {
  if (format !== 'binary') return `The format ${format}`
  return 'This file (its name does not end in .yaml, .yml or .json, in lower case)'
}

function hint(direction: 'input' | 'output'): string {
  return `this release knows yaml and json. Name the ${direction} format by --${direction}-type, or both by --filename-override.`
}
