import {
  branch,
  decodeUtf8,
  encodeUtf8,
  entry,
  isSequence,
  sequence,
  SopsError,
  type TreeBranch,
} from '@sopskit/core'
import { branchesAt } from '../kustomization/kustomization.ts'
import { entriesOf, textAt, valueAt } from '../tree/entries.ts'
import { loadYaml, manifestStore } from '../tree/load-yaml.ts'

/**
 * The text of a configuration that has some rules: a new one, the old one where they are in it already, or the
 * old one with what is missing before all others, for the first rule that matches counts.
 *
 * @throws {@link SopsError} `CONFIG_INVALID` for an old one that cannot be added to; the errors of reading YAML.
 */
export async function configText(
  before: string | undefined,
  wanted: readonly TreeBranch[],
): Promise<string> {
  const [document] = await loadYaml(encodeUtf8(before ?? ''))
  if (document === undefined || before === undefined) {
    return emit(branch([entry('creation_rules', sequence(wanted))]))
  }
  const there = branchesAt(document, 'creation_rules')
  const missing = wanted.filter((rule) => !there.some((each) => isEqual(each, rule)))
  if (missing.length === 0) return before
  const rules = valueAt(document, 'creation_rules') ?? null
  if (rules === null) {
    const others = document.items.filter(
      (item) => item.kind === 'comment' || item.key !== 'creation_rules',
    )
    return emit(branch([...others, entry('creation_rules', sequence(missing))]))
  }
  if (!isSequence(rules)) {
    throw new SopsError(
      'CONFIG_INVALID',
      'creation_rules of the .sops.yaml that is there is no list.',
    )
  }
  const taken = new Set(there.map((rule) => textAt(rule, 'path_regex')))
  if (missing.some((rule) => taken.has(textAt(rule, 'path_regex')))) {
    throw new SopsError(
      'CONFIG_INVALID',
      'The .sops.yaml that is there has another rule for this folder. Change it by hand, then run updatekeys.',
    )
  }
  return emit(replaceKeepingComments(document, sequence([...missing, ...rules.items])))
}

function replaceKeepingComments(
  document: TreeBranch,
  rules: ReturnType<typeof sequence>,
): TreeBranch {
  return branch(
    document.items.map((item) =>
      item.kind === 'entry' && item.key === 'creation_rules' ? entry(item.key, rules) : item,
    ),
  )
}

function isEqual(a: TreeBranch, b: TreeBranch): boolean {
  return entriesOf(a).length === entriesOf(b).length && fieldsOf(a) === fieldsOf(b)
}

function fieldsOf(rule: TreeBranch): string {
  return JSON.stringify(entriesOf(rule).filter(([, value]) => typeof value === 'string'))
}

async function emit(document: TreeBranch): Promise<string> {
  return decodeUtf8((await manifestStore()).emit([document])) ?? ''
}
