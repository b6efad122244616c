// Prevents: an example in the documentation that does not compile, or fails when a reader pastes and runs it.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { examplesOfDocument, examplesOfSource } from '../examples.mjs'
import { filesBelow, inRoot, packageFolders, readManifest } from '../../scripts/workspace.mjs'

/** @typedef {import('../examples.mjs').Example} Example */

const runner = fileURLToPath(new URL('../run-examples.mjs', import.meta.url))

/** @param {string} base the repository's folder @returns {string[]} */
export function check(base) {
  const examples = collect(base)
  if (examples.length === 0) return ['no example was found at all']
  const room = join(base, 'node_modules', '.sopskit', 'examples')
  furnish(room, base, examples)
  const errors = compile(room, examples)
  return errors.length > 0 ? errors : runAll(room, examples)
}

/** @param {string} base @returns {Example[]} */
function collect(base) {
  const sources = packageFolders(base).flatMap((folder) => filesBelow(`${folder}/src`, base))
  const documents = [...filesBelow('docs', base), 'README.md'].filter((file) =>
    file.endsWith('.md'),
  )
  return [
    ...sources.flatMap((file) => examplesOfSource(file, readFileSync(join(base, file), 'utf8'))),
    ...documents
      .filter((file) => existsSync(join(base, file)))
      .flatMap((file) => examplesOfDocument(file, readFileSync(join(base, file), 'utf8'))),
  ]
}

/** A project of its own, in which the built packages are installed as a user would have them. @param {string} room @param {string} base @param {Example[]} examples */
function furnish(room, base, examples) {
  rmSync(room, { recursive: true, force: true })
  for (const folder of packageFolders(base)) {
    const link = join(room, 'node_modules', readManifest(folder, base).name ?? folder)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(base, folder), link, 'junction')
  }
  writeFileSync(join(room, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(room, 'tsconfig.json'), JSON.stringify(projectSettings()))
  for (const [index, { code }] of examples.entries()) {
    writeFileSync(join(room, `${index}.ts`), `${code}\nexport {}\n`)
  }
}

function projectSettings() {
  return {
    extends: inRoot('tsconfig.base.json'),
    compilerOptions: {
      outDir: 'out',
      types: ['node'],
      typeRoots: [inRoot('node_modules', '@types')],
      composite: false,
      declaration: false,
      declarationMap: false,
      sourceMap: false,
      isolatedDeclarations: false,
      skipLibCheck: true,
      // An example shows a value and need not use it.
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: ['*.ts'],
  }
}

/** @param {string} room @param {Example[]} examples @returns {string[]} */
function compile(room, examples) {
  const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc')
  const run = spawnSync(process.execPath, [compiler, '-p', room, '--pretty', 'false'], {
    cwd: room,
    encoding: 'utf8',
  })
  if (run.status === 0) return []
  return run.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) =>
      line.replace(
        /^(\d+)\.ts\((\d+),\d+\)/,
        (_, /** @type {string} */ index, /** @type {string} */ row) =>
          place(examples[Number(index)], Number(row)),
      ),
    )
}

/** @param {Example | undefined} example @param {number} row @returns {string} */
function place(example, row) {
  return example === undefined ? 'unknown' : `${example.file}:${example.line + row - 1}`
}

/** Each runs in a folder of its own that holds the files of examples/. @param {string} room @param {Example[]} examples @returns {string[]} */
function runAll(room, examples) {
  for (const index of examples.keys()) {
    cpSync(inRoot('examples'), join(room, 'run', String(index)), { recursive: true })
  }
  const run = spawnSync(process.execPath, [runner, room, String(examples.length)], {
    encoding: 'utf8',
    // Of the key that lies beside the examples.
    env: { ...process.env, SOPS_AGE_KEY_FILE: 'key-for-tests-only.txt' },
  })
  const lines = run.stderr.split('\n').filter(Boolean)
  const last = lines.pop()
  // An example that ends the process would otherwise end the check as well, in silence.
  if (last !== `ran ${examples.length}`) lines.push(`The examples stopped early: ${last ?? ''}`)
  return lines.map((line) =>
    line.replace(
      /^(\d+):/,
      (_, /** @type {string} */ index) =>
        `${place(examples[Number(index)], 1)} fails when it runs:`,
    ),
  )
}
