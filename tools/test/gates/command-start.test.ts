import { expect, test } from 'vitest'
import { check } from '../../gates/command-start.mjs'
import { scratchRepository } from '../scratch-repository.ts'

const bundled = (...modules: readonly string[]): string =>
  modules.map((module) => `// ${module}\n`).join('')
const installed = (name: string): string => `node_modules/.pnpm/x@1/node_modules/${name}/index.js`

/** Loads what the real command loads, each part from a file of its own. */
const command = `
const words = process.argv.slice(2).join(' ')
const works = /^(?:encrypt|decrypt|set|rotate)/.test(words)
const reads = works || words.startsWith('filestatus')
if (works) await import('./age.js')
if (reads && words.includes('json')) await import('./json.js')
if (works && words.includes('yaml')) await import('./yaml.js')
if (words.includes('regex')) await import('./re2.js')
`

const age = ['@noble/ciphers', '@noble/curves', '@noble/hashes', '@noble/post-quantum']
const built = {
  'packages/sopskit/package.json':
    '{ "type": "module", "bin": { "sopskit": "dist/command/a.js" } }',
  'packages/sopskit/dist/index.js': '',
  'packages/sopskit/dist/command/a.js': command,
  'packages/sopskit/dist/command/age.js': bundled(
    'packages/keyservice-age/dist/wrap.js',
    ...[...age, '@scure/base', 'age-encryption'].map(installed),
  ),
  'packages/sopskit/dist/command/json.js': bundled('packages/stores/dist/json/index.js'),
  'packages/sopskit/dist/command/yaml.js': bundled(
    'packages/stores/dist/yaml/index.js',
    installed('yaml'),
  ),
  'packages/sopskit/dist/command/re2.js': bundled(installed('re2js')),
}

test('a command that loads what each run needs passes', () => {
  expect(check(scratchRepository(built))).toEqual([])
})

test('a part that every run loads is found where it has no use', () => {
  const careless = { 'packages/sopskit/dist/command/a.js': `import './re2.js'${command}` }
  const violations = check(scratchRepository({ ...built, ...careless }))
  expect(violations).toContain('sopskit --version loads re2js')
  expect(violations).toContain('sopskit decrypt new.json loads re2js')
  expect(violations.join('\n')).not.toContain('encrypted-regex')
})

test('a part that the library loads when it is imported is found, and so is an HTTP client', () => {
  const careless = {
    'packages/sopskit/dist/index.js': `import '../node_modules/yaml/index.js'\nvoid Response`,
    'packages/sopskit/node_modules/yaml/index.js': '',
  }
  expect(check(scratchRepository({ ...built, ...careless }))).toEqual([
    'import sopskit loads undici of Node',
    'import sopskit loads yaml',
  ])
})

test('a list that has become wrong, and a command that fails, are found', () => {
  const useless = {
    'packages/sopskit/dist/command/a.js': `if (process.argv[2] === 'help') throw 1`,
  }
  const violations = check(scratchRepository({ ...built, ...useless }))
  expect(violations[0]).toMatch(/^sopskit help encrypt failed: /)
  expect(violations).toContain(
    'sopskit decrypt new.json was thought to load age-encryption and does not',
  )
})
