import { describe, expect, test } from 'vitest'
import { importsOf, packageOf } from '../imports.mjs'

const specifiers = (source: string): string[] => importsOf(source).map((found) => found.specifier)

describe('importsOf', () => {
  test.each([
    [`import fs from 'node:fs'`, ['node:fs']],
    [`import type { Stats } from "fs"`, ['fs']],
    [`import {\n  one,\n  two,\n} from './numbers.ts'`, ['./numbers.ts']],
    [`export * from 're2js'`, ['re2js']],
    [`export { a as b } from './a.ts'`, ['./a.ts']],
    [`import './side-effect.ts'`, ['./side-effect.ts']],
    [`const late = await import('yaml')`, ['yaml']],
    [`const old = require("fs")`, ['fs']],
    [`type Node = import('yaml').Node`, ['yaml']],
    [`await import(name)`, ['import(…)']],
    [`export const text = 'import'`, []],
    [`/**\n * import fs from 'node:fs'\n */\n// import('fs')`, []],
  ])('%s', (source, expected) => {
    expect(specifiers(source)).toEqual(expected)
  })

  test('the line is the one the module is named on', () => {
    expect(importsOf(`\nimport {\n  one,\n} from './one.ts'\n`)).toEqual([
      { specifier: './one.ts', line: 4 },
    ])
  })
})

test.each([
  ['node:fs/promises', 'node:fs/promises'],
  ['@noble/ciphers/aes.js', '@noble/ciphers'],
  ['yaml/util', 'yaml'],
])('packageOf %s', (specifier, expected) => {
  expect(packageOf(specifier)).toBe(expected)
})
