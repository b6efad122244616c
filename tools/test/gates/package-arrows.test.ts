import { expect, test } from 'vitest'
import { check } from '../../gates/package-arrows.mjs'
import { scratchRepository } from '../scratch-repository.ts'

test.each([
  ['packages/core/src/a/b.ts', '../c.ts'],
  ['packages/stores/src/yaml/read.ts', 'yaml'],
  ['packages/stores/src/json/read.ts', '@sopskit/core'],
  ['packages/keyservice-age/src/node/home.ts', 'node:os'],
  ['packages/sopskit/src/open.ts', '@sopskit/stores/yaml'],
  ['packages/keyservice-age/src/platform.d.ts', 'node:crypto'],
])('%s may import %s', (file, specifier) => {
  expect(violations(file, specifier)).toEqual([])
})

test.each([
  ['packages/core/src/a.ts', '@sopskit/stores/yaml'],
  ['packages/core/src/a.ts', 'yaml'],
  ['packages/core/src/a.ts', '../../stores/src/json/index.ts'],
  ['packages/stores/src/json/read.ts', 'yaml'],
  ['packages/stores/src/yaml/read.ts', '@sopskit/keyservice-age'],
  ['packages/stores/src/yaml/read.ts', 'node:fs'],
  ['packages/keyservice-age/src/wrap.ts', 'node:os'],
  ['packages/keyservice-age/src/node/home.ts', 'sopskit'],
  ['packages/sopskit/src/open.ts', 'yaml'],
])('%s may not import %s', (file, specifier) => {
  expect(violations(file, specifier)).toEqual([`${file}:1 imports ${specifier} against the arrows`])
})

test('a dependency against the arrows is found in the manifest', () => {
  const manifest = '{ "dependencies": { "@sopskit/core": "1", "sopskit": "1" } }'
  expect(check(scratchRepository({ 'packages/stores/package.json': manifest }))).toEqual([
    'packages/stores/package.json depends on sopskit, which the arrows do not allow',
  ])
})

test('a package that the gate does not know is found', () => {
  const files = { 'packages/new/package.json': '{}', 'packages/new/src/a.ts': 'export {}\n' }
  expect(check(scratchRepository(files))).toEqual([
    'packages/new has no room in package-arrows.mjs',
  ])
})

function violations(file: string, specifier: string): string[] {
  const manifest = `${file.split('/').slice(0, 2).join('/')}/package.json`
  return check(
    scratchRepository({ [manifest]: '{}', [file]: `import { x } from '${specifier}'\n` }),
  )
}
