import { expect, test } from 'vitest'
import { check } from '../../gates/core-imports.mjs'
import { scratchRepository } from '../scratch-repository.ts'

const core = (source: string, built = 'export const one = 1\n'): Record<string, string> => ({
  'packages/core/package.json': '{ "type": "module" }',
  'packages/core/src/index.ts': source,
  'packages/core/dist/index.js': built,
  'node_modules/re2js/package.json': '{ "type": "module", "exports": "./index.js" }',
  'node_modules/re2js/index.js': 'import "node:fs"\nexport const RE2JS = 1\n',
})

test('what core may import passes', () => {
  const source = `import { sha512 } from '@noble/hashes/sha2.js'\nimport { a } from './a.ts'\n`
  expect(check(scratchRepository(core(source)))).toEqual([])
})

test.each([
  ['node:crypto', 'the Node built-in'],
  ['fs/promises', 'the Node built-in'],
  ['yaml', 'the foreign module'],
  ['@sopskit/stores/yaml', 'the foreign module'],
])('an import of %s is found in the sources', (specifier, kind) => {
  expect(check(scratchRepository(core(`import { x } from '${specifier}'\n`)))).toEqual([
    `packages/core/src/index.ts:1 imports ${kind} ${specifier}`,
  ])
})

test('an import that only the built output has is found', () => {
  const violations = check(scratchRepository(core('', `await import('node:os')\n`)))
  expect(violations[0]).toBe('packages/core/dist/index.js:1 imports the Node built-in node:os')
})

test('a built-in behind an allowed library is found by loading the built output', () => {
  const violations = check(scratchRepository(core('', `export * from 're2js'\n`)))
  expect(violations).toHaveLength(1)
  expect(violations[0]).toMatch(/does not load: .*re2js\/index\.js imports node:fs/)
})
