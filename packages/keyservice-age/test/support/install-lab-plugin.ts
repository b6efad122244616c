import { chmodSync, copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Puts the plugin of the tests into a folder, as a program. */
export function installLabPlugin(folder: string): void {
  const source = fileURLToPath(new URL('age-plugin-lab.mjs', import.meta.url))
  const name = join(folder, 'age-plugin-lab')
  copyFileSync(source, `${name}.mjs`)
  // Without its ending, Node would not take the script for a module.
  writeFileSync(name, `#!/bin/sh\nexec '${process.execPath}' '${name}.mjs' "$@"\n`)
  chmodSync(name, 0o755)
}
