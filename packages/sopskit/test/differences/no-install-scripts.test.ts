import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

interface Manifest {
  readonly name: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}

// What a package manager runs when it installs a package from the registry.
const installScripts = ['preinstall', 'install', 'postinstall']

/** The manifests of a package and of everything it depends on, each once. */
function installedWith(
  folder: string,
  found = new Map<string, Manifest>(),
): ReadonlyMap<string, Manifest> {
  if (found.has(folder)) return found
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  found.set(folder, manifest)
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    installedWith(folderOf(name, folder), found)
  }
  return found
}

/** Where Node finds a dependency: in the nearest `node_modules` above that has it. */
function folderOf(name: string, from: string): string {
  try {
    return realpathSync(join(from, 'node_modules', name))
  } catch (error) {
    const above = dirname(from)
    if (above === from) throw error
    return folderOf(name, above)
  }
}

test('no package that is installed runs a script', () => {
  const manifests = [...installedWith(fileURLToPath(new URL('../../', import.meta.url))).values()]
  const names = manifests.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['sopskit', '@sopskit/core', 'yaml', 're2js']))
  const scripted = manifests.filter(({ scripts = {} }) =>
    installScripts.some((script) => script in scripts),
  )
  expect(scripted.map(({ name }) => name)).toEqual([])
})
