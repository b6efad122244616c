import { join } from 'node:path'
import { expect, test } from 'vitest'
import { licensesOf } from '../../../scripts/licenses.mjs'
import { scratchRepository } from '../scratch-repository.ts'

const inner = 'node_modules/.pnpm/@a+b@1/node_modules/@a/b'
const files = {
  'packages/core/dist/index.js': '',
  [`${inner}/package.json`]: '{ "name": "@a/b", "version": "1.2.3", "license": "ISC" }',
  [`${inner}/LICENSE.md`]: 'Copyright someone\n',
}

test('each package is there once, with its version and the text of its license; our own are not', () => {
  const base = scratchRepository(files)
  const modules = [`${inner}/x.js`, `${inner}/lib/y.js`, 'packages/core/dist/index.js']
  const text = licensesOf(modules.map((module) => join(base, module)))
  expect(text.split(`\n${'-'.repeat(80)}\n\n`).slice(1)).toEqual([
    '@a/b 1.2.3 (ISC)\n\nCopyright someone\n',
  ])
})

test('a package without the text of its license is refused', () => {
  const base = scratchRepository({ 'node_modules/c/package.json': '{ "name": "c" }' })
  expect(() => licensesOf([join(base, 'node_modules/c/index.js')])).toThrow(
    'c comes without the text of its license.',
  )
})
