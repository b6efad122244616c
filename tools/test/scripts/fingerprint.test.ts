import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  buildFingerprint,
  installFingerprint,
  isStamped,
  stamp,
} from '../../../scripts/fingerprint.mjs'
import { scratchRepository } from '../scratch-repository.ts'

const files = {
  'package.json': '{}',
  'pnpm-lock.yaml': 'lockfileVersion: 9\n',
  'packages/core/package.json': '{}',
  'packages/core/src/index.ts': 'export {}\n',
}

describe('the install fingerprint', () => {
  test.each(['pnpm-lock.yaml', 'package.json', 'packages/core/package.json'])(
    'changes with %s',
    (file) => {
      const base = scratchRepository(files)
      const before = installFingerprint(base)
      writeFileSync(join(base, file), '{ "changed": true }')
      expect(installFingerprint(base)).not.toBe(before)
    },
  )

  test('does not change with a source', () => {
    const base = scratchRepository(files)
    const before = installFingerprint(base)
    writeFileSync(join(base, 'packages/core/src/index.ts'), 'export const one = 1\n')
    expect(installFingerprint(base)).toBe(before)
  })
})

describe('the build fingerprint', () => {
  test('changes with a source, a new source, and what is installed', () => {
    const base = scratchRepository(files)
    const seen = new Set([buildFingerprint('a', base), buildFingerprint('b', base)])
    writeFileSync(join(base, 'packages/core/src/index.ts'), 'export const one = 1\n')
    seen.add(buildFingerprint('a', base))
    writeFileSync(join(base, 'packages/core/src/new.ts'), '')
    seen.add(buildFingerprint('a', base))
    expect(seen.size).toBe(4)
  })

  test('changes with how the command is bundled', () => {
    const base = scratchRepository({ ...files, 'scripts/bundle.mjs': '' })
    const before = buildFingerprint('a', base)
    writeFileSync(join(base, 'scripts/bundle.mjs'), 'export {}\n')
    expect(buildFingerprint('a', base)).not.toBe(before)
  })

  test('does not change with the time of a file', () => {
    const base = scratchRepository(files)
    const before = buildFingerprint('a', base)
    utimesSync(join(base, 'packages/core/src/index.ts'), 1, 1)
    expect(buildFingerprint('a', base)).toBe(before)
  })
})

test('a step is stamped for exactly one fingerprint', () => {
  const base = scratchRepository(files)
  expect(isStamped('built', 'one', base)).toBe(false)
  stamp('built', 'one', base)
  expect(isStamped('built', 'one', base)).toBe(true)
  expect(isStamped('built', 'two', base)).toBe(false)
})
