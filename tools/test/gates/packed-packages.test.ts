import { expect, test } from 'vitest'
import { check } from '../../gates/packed-packages.mjs'
import { scratchRepository } from '../scratch-repository.ts'

const manifest = {
  name: 'sopskit',
  version: '1.0.0',
  type: 'module',
  files: ['dist'],
  bin: { sopskit: './dist/command.js' },
  exports: { '.': './dist/index.js', './data.json': './dist/data.json' },
  dependencies: { inner: '1.0.0' },
}
const files = {
  'packages/sopskit/package.json': JSON.stringify(manifest),
  'packages/sopskit/dist/index.js': `import 'inner'\n`,
  'packages/sopskit/dist/command.js': `import './part.js'\n`,
  'packages/sopskit/dist/part.js': '',
  'packages/sopskit/dist/data.json': '{}',
  'packages/sopskit/node_modules/inner/package.json': '{ "exports": "./index.js" }',
  'packages/sopskit/node_modules/inner/index.js': '',
}

test('a package that works from what is published passes', () => {
  expect(check(scratchRepository(files))).toEqual([])
})

test('a file that is used and not published is found', () => {
  const less = { ...manifest, files: ['dist', '!dist/part.js', '!dist/index.js'] }
  const base = scratchRepository({
    ...files,
    'packages/sopskit/package.json': JSON.stringify(less),
  })
  expect(check(base).map((violation) => violation.split('\n')[0])).toEqual([
    expect.stringMatching(/^sopskit alone cannot decrypt secret\.enc\.yaml: /),
    expect.stringMatching(/^sopskit alone cannot decrypt config\.enc\.json: /),
    'sopskit is published without ./dist/index.js',
    expect.stringMatching(/^sopskit cannot be imported: /),
  ])
})

test('a command that needs another package is found, though that package is a dependency', () => {
  const command = { 'packages/sopskit/dist/command.js': `import 'inner'\n` }
  const [violation] = check(scratchRepository({ ...files, ...command }))
  expect(violation).toMatch(/^sopskit alone cannot decrypt .*Cannot find package 'inner'/s)
})
