import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'

const folders: string[] = []

/** A repository and a place for scratch copies, both removed after the test. */
export interface Workplace {
  readonly root: string
  readonly scratchRoot: string
  /** Writes files by their paths in the repository. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void
  /** What is left of scratch copies. */
  leftOver(): readonly string[]
}

export function workplace(): Workplace {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'sopskit-flux-test-')))
  folders.push(base)
  const root = join(base, 'repository')
  const scratchRoot = join(base, 'scratch')
  mkdirSync(join(root, '.git'), { recursive: true })
  mkdirSync(scratchRoot)
  return {
    root,
    scratchRoot,
    write: (files) => {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
      }
    },
    leftOver: () => readdirSync(scratchRoot),
  }
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
