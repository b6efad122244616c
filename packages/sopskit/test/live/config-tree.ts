import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join, relative } from 'node:path'
import type { ProgramCall } from '@sopskit/test-vectors'
import { stepEnvironment, testRecipient } from '@sopskit/test-vectors'
import { namedDirectory } from '../../src/files/named-directory.ts'
import { type ConfigPlace, configNames, files } from './arbitrary/config-place.ts'

/** A tree of folders, and files in it to encrypt. */
export interface ConfigTree {
  readonly root: string
  remove(): void
}

/** Makes the tree, with a symbolic link from `link` to `a/b`. */
export function makeConfigTree(): ConfigTree {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sopskit-config-')))
  const root = join(folder, 'repo')
  mkdirSync(join(root, 'a', 'b'), { recursive: true })
  symlinkSync(join('a', 'b'), join(root, 'link'))
  for (const file of files) writeFileSync(join(root, file), '{"a": "x", "b_u": "y"}')
  return { root, remove: () => rmSync(folder, { recursive: true }) }
}

const second = `creation_rules:\n  - age: ${testRecipient(1)}\n    unencrypted_suffix: _second\n`

/** Puts configurations in place of those before: a text, and where a second one is asked for a simple one. */
export function configure({ root }: ConfigTree, { configs }: ConfigPlace, text: string): void {
  for (const name of configNames) rmSync(join(root, name), { force: true })
  for (const [index, name] of configs.entries()) {
    writeFileSync(join(root, name), index === 0 ? text : second)
  }
}

/** The command that encrypts the file of a place. */
export function encryptCall({ root }: ConfigTree, place: ConfigPlace): ProgramCall {
  const { named, behind } = place
  const cwd = join(root, place.cwd)
  const file = join(root, place.file)
  const name = named === 'in full' ? file : relative(realpathSync(cwd), file)
  const override = named === 'by another name' ? ['--filename-override', `../b/${place.file}`] : []
  return {
    args: [...beforeCommand(root, place), 'encrypt', ...override, ...behind, name],
    cwd,
    env: environment(root, place),
  }
}

/** The command that decrypts what such a command wrote, as it stands in a file. */
export function decryptCall(
  { root }: ConfigTree,
  place: ConfigPlace,
  encrypted: Uint8Array,
): ProgramCall {
  const extension = place.behind.includes('json') ? '.json' : extname(place.file)
  const file = join(root, `encrypted${extension}`)
  writeFileSync(file, encrypted)
  return {
    args: [...beforeCommand(root, place), 'decrypt', file],
    cwd: join(root, place.cwd),
    env: environment(root, place),
  }
}

/** The call from the directory that a process counts from: `PWD`, if it is that directory (CFG-033). */
export function fromNamedDirectory(call: ProgramCall): ProgramCall {
  return { ...call, cwd: namedDirectory(realpathSync(call.cwd), call.env['PWD']) }
}

function beforeCommand(root: string, { config, configs, cwd }: ConfigPlace): readonly string[] {
  const path = join(root, configs[0] ?? '')
  switch (config) {
    case 'found':
      return []
    case 'named in full':
      return ['--config', path]
    case 'named from here':
      return ['--config', relative(realpathSync(join(root, cwd)), path)]
    case 'misnamed':
      return ['--config', 'missing']
  }
}

function environment(root: string, { cwd, pwd }: ConfigPlace): ProgramCall['env'] {
  const path = join(root, cwd)
  switch (pwd) {
    case 'as named':
      return stepEnvironment({ PWD: path })
    case 'without links':
      return stepEnvironment({ PWD: realpathSync(path) })
    case 'elsewhere':
      return stepEnvironment({ PWD: join(root, '..') })
    case 'not set':
      return stepEnvironment({})
  }
}
