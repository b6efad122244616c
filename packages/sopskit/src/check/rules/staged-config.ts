import { dirname, join } from 'node:path'
import type { CheckRule } from '../check-rule.ts'
import { newFinding } from '../new-finding.ts'
import type { CheckSource } from '../source/check-source.ts'

/** Configurations of the work tree that staged files would follow, and that the next commit will not hold. */
export const stagedConfig: CheckRule = {
  name: 'staged-config',
  checkTree: async ({ source, nameOf }) => {
    if (source.isUnstaged === undefined) return []
    const missing = new Set<string>()
    for (const folder of new Set(source.files.map(({ path }) => dirname(path)))) {
      const path = await nearestUnstaged(folder, source)
      if (path !== undefined) missing.add(path)
    }
    return [...missing].map((path) => newFinding(nameOf(path), 'CONFIG_NOT_STAGED', { message }))
  },
}

const message =
  'This file is in the work tree and not, as a regular file, in the index of Git: none of its rules counted. Stage it with "git add", or name it with --config.'

async function nearestUnstaged(folder: string, source: CheckSource): Promise<string | undefined> {
  const path = join(folder, '.sops.yaml')
  if ((await source.kindOf(path)) !== undefined) return undefined
  if ((await source.isUnstaged?.(path)) === true) return path
  const parent = dirname(folder)
  const isTop = folder === source.configRoot || parent === folder
  return isTop ? undefined : nearestUnstaged(parent, source)
}
