import { expect, test } from 'vitest'
import { check } from '../../gates/docs-examples.mjs'
import { scratchRepository } from '../scratch-repository.ts'

test('an example that compiles and runs passes', () => {
  expect(check(repositoryWith(['console.log(double(2))']))).toEqual([])
})

test('an example that does not compile is found, with its line', () => {
  const [violation] = check(repositoryWith(['', "double('2')"]))
  expect(violation).toMatch(/^packages\/core\/src\/double\.ts:6: error TS2345/)
})

test('an example that fails when it runs is found', () => {
  expect(check(repositoryWith(["throw new Error('broken')"]))).toEqual([
    'packages/core/src/double.ts:4 fails when it runs: Error: broken',
  ])
})

test.each([0, 1])('an example that ends the process with %i is found', (code) => {
  const [violation] = check(repositoryWith([`process.exit(${code})`]))
  expect(violation).toBe('packages/core/src/double.ts:4 fails when it runs: it ended the process')
})

test('a repository without any example is not taken for a good one', () => {
  expect(check(scratchRepository({}))).toEqual(['no example was found at all'])
})

function repositoryWith(example: readonly string[]): string {
  const code = ["import { double } from 'twice'", ...example].map((line) => ` * ${line}`)
  return scratchRepository({
    'packages/core/package.json':
      '{ "name": "twice", "type": "module", "exports": { "types": "./index.d.ts", "default": "./index.js" } }',
    'packages/core/index.js': 'export const double = (value) => value * 2\n',
    'packages/core/index.d.ts': 'export declare const double: (value: number) => number\n',
    'packages/core/src/double.ts': [
      '/**',
      ' * @example',
      ' * ```ts',
      ...code,
      ' * ```',
      ' */',
    ].join('\n'),
  })
}
