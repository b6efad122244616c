import type { TreeScalar } from '@sopskit/core'
import { encodeUtf8, isBranch, isComment, isSequence, isSopsError } from '@sopskit/core'
import { loadYaml } from '../load/load-yaml.ts'
import { resolvePlain } from '../scalars/resolve-plain.ts'
import { isSameScalar } from './same-value.ts'

/** What surrounds a scalar, as far as it decides on how the scalar reads. */
export interface Surroundings {
  readonly inFlow: boolean
  /** Column of the map or list around it. */
  readonly indent: number
}

// Most plain text is of this form, and asking the loader takes long.
const surelyPlain = /^[A-Za-z](?:[\w./+=,[\]-]|:(?=[\w./]))*$/
const surelyPlainInFlow = /^[A-Za-z][\w./+=-]*$/
const surelyQuoted = /^(["'])[\w ./+=,:@[\]{}()-]*\1$/

/** Whether a spelling stands for this value and nothing else, in such a place of a document. */
export function readsBack(spelling: string, value: TreeScalar, around: Surroundings): boolean {
  if (spelling === value && (around.inFlow ? surelyPlainInFlow : surelyPlain).test(spelling)) {
    return resolvePlain(spelling).kind === 'string'
  }
  if (surelyQuoted.test(spelling)) return spelling.slice(1, -1) === value
  const read = readAlone(spelling, around)
  return read !== undefined && isSameScalar(read, value)
}

function readAlone(spelling: string, { inFlow, indent }: Surroundings): TreeScalar | undefined {
  const entry = inFlow ? `k: [${spelling}]\n` : `k: ${spelling}\n`
  const items = itemsOf(' '.repeat(Math.max(indent, 0)) + entry)
  const [item] = items ?? []
  if (items?.length !== 1 || item?.kind !== 'entry') return undefined
  const list = isSequence(item.value) ? item.value.items : []
  const read = inFlow && list.length === 1 ? list[0] : item.value
  if (read === undefined || isBranch(read) || isSequence(read) || isComment(read)) return undefined
  return read
}

function itemsOf(document: string): ReturnType<typeof loadYaml>[number]['items'] | undefined {
  try {
    const [branch, ...others] = loadYaml(encodeUtf8(document))
    return others.length === 0 ? branch?.items : undefined
  } catch (error) {
    if (isSopsError(error)) return undefined
    throw error
  }
}
