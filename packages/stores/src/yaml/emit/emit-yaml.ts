import type { TreeBranches, TreeValue } from '@sopskit/core'
import { encodeUtf8 } from '@sopskit/core'
import { buildNode } from './build-nodes.ts'
import { defaultStep, stepOf } from './indent-step.ts'
import { NodeWriter } from './node-writer.ts'
import { documentRoot } from './place.ts'

/** How YAML is laid out. */
export interface YamlLayout {
  /** Spaces per level, the setting of sops: 0 for the default of 4; 1 and all above 9 act as 2 (E2). */
  readonly indent: number
}

/**
 * Writes documents in the bytes of sops (section E), except where sops would lose data: text that it would
 * print as `null` or in a block nobody can read is written in double quotes (Q2, Q4, Q10).
 *
 * @throws {@link SopsError} `EMIT_FAILED` for text or comments YAML cannot hold, `LIMIT_EXCEEDED` for more
 * than 1,000 levels or more than a file has, `INVALID_INDENT` for a negative or broken indentation.
 */
export function emitYaml(branches: TreeBranches, { indent }: YamlLayout): Uint8Array {
  return write(branches, stepOf(indent))
}

/**
 * Writes one value for `--extract` (X4, X5): text as it is and without a newline, anything else as
 * YAML with the default indentation, whatever is configured.
 *
 * @throws {@link SopsError} `EMIT_FAILED` and `LIMIT_EXCEEDED` as {@link emitYaml}.
 */
export function emitYamlValue(value: TreeValue): Uint8Array {
  if (typeof value === 'string') return encodeUtf8(value)
  if (value instanceof Uint8Array) return value.slice()
  return write([value], defaultStep)
}

function write(documents: readonly TreeValue[], step: number): Uint8Array {
  const writer = new NodeWriter(step)
  documents.forEach((document, index) => {
    if (index > 0) writer.separateDocuments()
    writer.writeDocument(buildNode(document, documentRoot(index === 0)))
  })
  return writer.toBytes()
}
