import { dirname } from 'node:path'
import type { CheckRule } from '../check-rule.ts'
import type { CheckTree } from '../check-tree.ts'
import { isKustomizationName } from '../examine.ts'
import type { Finding } from '../finding.ts'
import { locate } from '../locate.ts'
import { newFinding } from '../new-finding.ts'
import type { Subject } from '../subject.ts'
import { judgeReference } from './judge-reference.ts'
import { referencesOf } from './references.ts'

/** What kustomizations name, as Flux reads it (FLX-030 to FLX-037, FLX-083, FLX-085). */
export const kustomizationRule: CheckRule = {
  name: 'flux-kustomizations',
  checkTree: async (tree) => {
    const subjects = tree.kustomizations.filter(({ path }) => isKustomizationName(path))
    const found = await Promise.all(subjects.map((subject) => checkOne(subject, tree)))
    return [...duplicates(subjects), ...found.flat()]
  },
}

function duplicates(subjects: readonly Subject[]): readonly Finding[] {
  const folders = new Map<string, Subject[]>()
  for (const subject of subjects) {
    const folder = dirname(subject.path)
    folders.set(folder, [...(folders.get(folder) ?? []), subject])
  }
  return [...folders.values()].flatMap(([first, ...others]) =>
    others.map((other) => {
      const message = `This folder has ${JSON.stringify(first?.name ?? '')} as well: kustomize and Flux refuse more than one (FLX-031).`
      return newFinding(other.name, 'FLUX_DUPLICATE_KUSTOMIZATION', { message })
    }),
  )
}

async function checkOne(
  { path, name, bytes, content }: Subject,
  tree: CheckTree,
): Promise<readonly Finding[]> {
  const documents = content.kind === 'plain' ? (content.documents ?? []) : []
  const found: Finding[] = []
  for (const reference of documents.flatMap(referencesOf)) {
    const judgement = await judgeReference(reference, path, tree)
    if (judgement === undefined) continue
    const { keyPath } = reference
    const position = await locate({ path, bytes, keyPath })
    const { code, message } = judgement
    found.push(newFinding(name, code, { message, keyPath, position }))
  }
  return found
}
