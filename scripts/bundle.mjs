// bundle.mjs: joins the built `sopskit` command and all it needs into a few files, because loading its
// modules one by one takes most of a short run (docs/decisions/0008-bundled-command.md).
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { rolldown } from 'rolldown'
import { licensesOf } from './licenses.mjs'
import { inRoot, readManifest, root } from './workspace.mjs'

const { dependencies = {}, peerDependencies = {} } = readManifest('packages/sopskit')
const foreign = Object.keys({ ...dependencies, ...peerDependencies })
  .filter((name) => !name.startsWith('@sopskit/'))
  .map((name) => new RegExp(`^${name}(?:/|$)`))

const output = inRoot('packages', 'sopskit', 'dist', 'command')

const bundle = await rolldown({
  // The files name the modules they were made of, relative to this folder.
  cwd: root,
  input: { sopskit: inRoot('packages', 'sopskit', 'dist', 'cli', 'bin.js') },
  // What is installed beside the command, or only where it is wanted.
  external: [/^node:/, ...foreign],
  // Of `yaml` this finds the ES modules, of which a part can be taken; `platform: 'node'` would not.
  platform: 'neutral',
  resolve: { conditionNames: ['import', 'default'], mainFields: ['main'], extensions: ['.js'] },
  // `yaml` does not say of itself that importing it has no effects.
  treeshake: {
    moduleSideEffects: [{ test: /[\\/]node_modules[\\/]yaml[\\/]/, sideEffects: false }],
  },
  onLog(level, { message }) {
    if (level === 'warn') throw new Error(message)
  },
})
const { output: files } = await bundle.write({
  dir: output,
  cleanDir: true,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  // Not minified: whoever trusts it with secrets can read it. The sources have the comments.
  comments: { legal: true, jsdoc: false, annotation: false },
  codeSplitting: {
    // What is imported dynamically stays apart. Without these groups, the rest falls into many small files.
    groups: [
      { name: 'common', test: isCommon, minShareCount: 2, priority: 4 },
      { name: 'changes', test: inFolders('api/operations'), minShareCount: 2, priority: 3 },
      { name: 'programs', test: inFolders('processes', 'exec'), minShareCount: 2, priority: 3 },
      {
        name: 'stores-text',
        test: /[\\/]stores[\\/]dist[\\/]text[\\/]/,
        minShareCount: 2,
        priority: 3,
      },
      {
        name: 'stores-json',
        test: /[\\/]stores[\\/]dist[\\/]json[\\/]/,
        minShareCount: 2,
        priority: 2,
      },
      {
        name: 'stores-yaml',
        test: /[\\/]stores[\\/]dist[\\/]yaml[\\/]/,
        minShareCount: 2,
        priority: 2,
      },
      { name: 'stores', test: within('stores'), minShareCount: 2, priority: 1 },
      { name: 'age', test: /[\\/]node_modules[\\/]age-encryption[\\/]/, priority: 1 },
    ],
  },
})
await bundle.close()

const modules = files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
writeFileSync(join(output, 'THIRD-PARTY-LICENSES.txt'), licensesOf(modules))

/**
 * Tells the modules of some packages of ours.
 *
 * @param {readonly string[]} packages
 * @returns {(module: string) => boolean}
 */
function within(...packages) {
  const folders = packages.map((name) => join('packages', name, 'dist', '/'))
  return (module) => folders.some((folder) => relative(root, module).startsWith(folder))
}

/**
 * Tells what most commands need of ours; only some change files or run programs.
 *
 * @param {string} module
 * @returns {boolean}
 */
function isCommon(module) {
  return (
    within('core', 'sopskit')(module) && !inFolders('api/operations', 'processes', 'exec')(module)
  )
}

/**
 * Tells the modules of some folders of the command's package.
 *
 * @param {readonly string[]} folders
 * @returns {(module: string) => boolean}
 */
function inFolders(...folders) {
  const parts = folders.map((folder) => join('packages', 'sopskit', 'dist', folder, '/'))
  return (module) => parts.some((part) => relative(root, module).startsWith(part))
}
