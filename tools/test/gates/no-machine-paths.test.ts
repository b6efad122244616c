import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { check } from '../../gates/no-machine-paths.mjs'
import { scratchRepository } from '../scratch-repository.ts'

// Spelled in pieces, so that this file passes the gate.
test.each([
  [['', 'home', 'ada', 'notes'].join('/'), ['', 'home', 'a'].join('/')],
  [['', 'root', '.cache'].join('/'), ['', 'root', '.'].join('/')],
  [['C:', 'Users', 'ada'].join('\\'), ['C:', 'Users', ''].join('\\')],
  [
    `https://${['registry', 'npmjs', 'org'].join('.')}/yaml`,
    ['registry', 'npmjs', 'org'].join('.'),
  ],
])('%s is found', (text, named) => {
  expect(violations({ 'a.md': `first\nsee ${text}\n` })).toEqual([`a.md:2 names ${named}…`])
})

test.each(['~/.config/sops', '$HOME/work/x', 'a/home/b', 'https://example.org/home/', './work/in'])(
  '%s passes',
  (text) => {
    expect(violations({ 'a.md': text })).toEqual([])
  },
)

test('ignored files are not looked at', () => {
  const path = ['', 'home', 'ada'].join('/')
  expect(violations({ '.gitignore': 'mine\n', mine: path })).toEqual([])
})

function violations(files: Readonly<Record<string, string>>): string[] {
  const base = scratchRepository(files)
  execFileSync('git', ['init', '--quiet'], { cwd: base })
  return check(base)
}
