import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder with these files for one test; the value is each file's text. */
export function scratchRepository(files: Readonly<Record<string, string>>): string {
  const base = mkdtempSync(join(tmpdir(), 'sopskit-gate-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, name)), { recursive: true })
    writeFileSync(join(base, name), text)
  }
  return base
}
