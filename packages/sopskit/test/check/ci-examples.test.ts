import { readFileSync } from 'node:fs'
import { readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'
import { testIdentity } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { version } from '../../src/cli/version.ts'
import { sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { cleanTwin, type Files, secretManifest } from './clean-twin.ts'
import { git } from './git-repository.ts'
import { writeFiles } from './write-files.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const files = [
  '.pre-commit-hooks.yaml',
  'examples/ci/pre-commit-config.yaml',
  'examples/ci/github-actions.yml',
  'examples/ci/gitlab-ci.yml',
  'examples/ci/package.json',
]

/** Every command line in a file. */
function commandsIn(path: string): readonly string[] {
  // A list at the top, as hooks are, is no document of sops.
  const text = readFileSync(join(root, path), 'utf8').replace(/^- /m, 'list:\n- ')
  return yamlStore()
    .load(Buffer.from(text))
    .flatMap((document) => linesIn(document, ''))
}

/** The texts below `entry`, `run`, `script` and `scripts`. */
function linesIn(value: TreeValue, key: string): readonly string[] {
  if (isBranch(value)) {
    return value.items.flatMap((item) =>
      item.kind === 'entry' ? linesIn(item.value, key === 'scripts' ? key : item.key) : [],
    )
  }
  if (isSequence(value)) {
    return value.items.flatMap((item) => (isComment(item) ? [] : linesIn(item, key)))
  }
  return typeof value === 'string' && /^(?:entry|run|scripts?)$/.test(key) ? [value] : []
}

/** Runs a command line as a shell would: these have words and one redirection at most. */
async function runLine(folder: string, line: string): Promise<number> {
  const [command = '', target] = line.split(' > ')
  const [, given = version, words = ''] =
    /^(?:npx --yes )?sopskit(?:@(\S+))? (.*)$/.exec(command) ?? []
  expect(given).toBe(version)
  expect(words).toMatch(/^[a-z -]+$/)
  // Of the fixture, only files for the first identity can be opened.
  const env = { ...process.env, SOPS_AGE_KEY: testIdentity(0) }
  const { exit, stdout, stderr } = await sopskit(folder, words.split(' '), { env })
  expect(stderr).toBe('')
  if (target !== undefined) await writeFile(join(folder, target), stdout)
  return exit
}

async function repository(content: Files): Promise<string> {
  const folder = await realpath(await temporaryFolder())
  await writeFiles(folder, content)
  git(folder, 'init', '-q')
  git(folder, 'add', '.')
  return folder
}

/** Without what only keys of others open. */
const clean = Object.fromEntries(
  Object.entries(await cleanTwin()).filter(([path]) => !/^(clusters|secrets\/groups)\//.test(path)),
)

describe.each(files.flatMap((path) => commandsIn(path).map((line) => [path, line] as const)))(
  '%s: %s',
  (_, line) => {
    test('lets a clean repository pass', async () => {
      expect(await runLine(await repository(clean), line)).toBe(0)
    })

    test('stops a Secret in clear text', async () => {
      const folder = await repository({ ...clean, 'charts/secret.yaml': secretManifest('a') })
      expect(await runLine(folder, line)).toBe(1)
    })
  },
)

test('every example has a command', () => {
  expect(files.map((path) => commandsIn(path).length)).toEqual([1, 1, 2, 2, 2])
})

test('the step that makes SARIF leaves the file that the next one takes', async () => {
  const folder = await repository({ ...clean, 'charts/secret.yaml': secretManifest('a') })
  const [line = ''] = commandsIn('examples/ci/github-actions.yml').filter((one) =>
    one.includes('>'),
  )
  await runLine(folder, line)
  const text = await readFile(join(root, 'examples/ci/github-actions.yml'), 'utf8')
  const [, name = ''] = /sarif_file: (\S+)/.exec(text) ?? []
  const sarif: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'))
  expect(sarif).toMatchObject({ runs: [{ results: [{ ruleId: 'PLAIN_SECRET' }] }] })
})
