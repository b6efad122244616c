import { expect, test } from 'vitest'
import { check } from '../../gates/package-exports.mjs'
import { scratchRepository } from '../scratch-repository.ts'

const manifest = {
  name: 'example',
  version: '1.0.0',
  type: 'module',
  license: 'MIT',
  files: ['dist'],
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
}
const built = {
  'packages/core/dist/index.js': 'export const one = 1\n',
  'packages/core/dist/index.d.ts': 'export declare const one: number\n',
}

test('a package with all its entry points passes', async () => {
  const files = { 'packages/core/package.json': JSON.stringify(manifest), ...built }
  expect(await check(scratchRepository(files))).toEqual([])
})

test('an entry point and a command that do not exist are found', async () => {
  const broken = { ...manifest, bin: { example: './dist/bin.js' } }
  const base = scratchRepository({
    'packages/core/package.json': JSON.stringify(broken),
    'packages/core/dist/index.js': '',
  })
  expect(await check(base)).toEqual([
    'packages/core/package.json names ./dist/index.d.ts, which does not exist after the build',
    'packages/core/package.json names ./dist/bin.js, which does not exist after the build',
  ])
})

test('what publint objects to is found', async () => {
  const exports = { '.': { default: './dist/index.js', types: './dist/index.d.ts' } }
  const files = { 'packages/core/package.json': JSON.stringify({ ...manifest, exports }), ...built }
  const violations = await check(scratchRepository(files))
  expect(violations.join('\n')).toMatch(/types/)
  expect(violations.length).toBeGreaterThan(0)
})
