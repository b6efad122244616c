import {
  collectLeaves,
  compileRule,
  isComment,
  type Leaf,
  selectRule,
  type TreeBranches,
} from '@sopskit/core'
import { formatOfPath } from '../../formats/file-format.ts'
import type { CheckRule } from '../check-rule.ts'
import type { Finding } from '../finding.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { type Manifest, manifestsOf } from '../manifests.ts'
import { isNeverEncrypted } from '../never-encrypted.ts'
import { newFinding } from '../new-finding.ts'
import type { Governing, Subject } from '../subject.ts'
import { plainSecretValue } from './plain-secrets.ts'

/** Files that a creation rule matches, and that are not encrypted (FLX-080). */
export const requiredEncryption: CheckRule = {
  name: 'required-encryption',
  checkFile: async (subject) => {
    const { content, governing, bytes, path } = subject
    if (content.kind !== 'plain' || !names(governing)) return []
    if (isNeverEncrypted(path) || isBlank(path, bytes)) return []
    const { documents } = content
    if (documents !== undefined && collectLeaves(documents).every(isEmpty)) return []
    const manifests = manifestsOf(documents ?? [])
    return manifests.length > 0
      ? findInManifests(subject, manifests)
      : [await notEncrypted(subject, documents)]
  },
}

/**
 * A rule without `path_regex` is the default for whatever somebody encrypts: it does not say that every file of the
 * repository is secret. One without keys leaves them to flags.
 */
function names({ rule, keyGroups }: Governing): boolean {
  return rule !== undefined && rule.pathRegex !== '' && keyGroups.length > 0
}

/** Nothing but comments, of which YAML makes no document. */
function isBlank(path: string, bytes: Uint8Array): boolean {
  if (bytes.length === 0) return true
  if (formatOfPath(path) !== 'yaml') return false
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  return lines.every((line) => /^\s*(?:#|$)/.test(line))
}

async function notEncrypted(
  subject: Subject,
  documents: TreeBranches | undefined,
): Promise<Finding> {
  const selects = documents === undefined || (await selected(subject, documents)).length > 0
  const advice = selects
    ? 'Encrypt it with "sopskit encrypt --in-place", or narrow the path_regex of the rule.'
    : 'The rule would select no value of it, either: correct the rule, or narrow its path_regex.'
  return newFinding(subject.name, 'NOT_ENCRYPTED', {
    message: `A creation rule matches this file, and it is not encrypted. ${advice}`,
  })
}

async function findInManifests(
  subject: Subject,
  manifests: readonly Manifest[],
): Promise<readonly Finding[]> {
  // It has a finding of its own, which says more.
  if (manifests.some((one) => plainSecretValue(one) !== undefined)) return []
  const judged = manifests.filter((one) => one.kind !== 'Secret' && !isInstruction(one))
  for (const code of ['NOT_ENCRYPTED', 'PLAIN_CONFIG_MAP'] as const) {
    const isConfigMap = code === 'PLAIN_CONFIG_MAP'
    for (const one of judged.filter(({ kind }) => (kind === 'ConfigMap') === isConfigMap)) {
      const [leaf] = await selected(subject, [one.tree])
      if (leaf === undefined) continue
      const keyPath = [...one.path, ...leaf.path]
      return [newFinding(subject.name, code, { keyPath, message: messageOf(isConfigMap) })]
    }
  }
  return []
}

function isEmpty({ value }: Leaf): boolean {
  return value === null || value === '' || isComment(value)
}

/** What kustomize and Flux take as instructions. */
function isInstruction({ apiVersion }: Manifest): boolean {
  return /^[a-z.]*\.(?:config\.k8s\.io|toolkit\.fluxcd\.io)\//.test(apiVersion)
}

function messageOf(isConfigMap: boolean): string {
  return isConfigMap
    ? 'A creation rule would encrypt this value of a ConfigMap, which is in clear text. If it is secret, make it a Secret and encrypt it.'
    : 'A creation rule would encrypt this value, and the manifest is not encrypted. Encrypt it, or narrow the path_regex of the rule.'
}

const readable = ['apiVersion', 'kind', 'metadata']

async function selected({ governing }: Subject, documents: TreeBranches): Promise<readonly Leaf[]> {
  const rule = await compileRule(selectRule(governing.rule?.texts ?? {}))
  return collectLeaves(documents).filter((leaf) => {
    const { value, path } = leaf
    if (isComment(value) || isPlaceholder(value) || readable.includes(path[0] ?? '')) return false
    return rule.encrypts(leaf)
  })
}
