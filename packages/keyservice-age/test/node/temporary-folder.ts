import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'

const folders: string[] = []

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-age-'))
  folders.push(folder)
  return folder
}

/** A program of Node's JavaScript in a folder; gives its path. */
export function writeProgram(folder: string, name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(`${path}.mjs`, script)
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${path}.mjs' "$@"\n`)
  chmodSync(path, 0o755)
  return path
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
