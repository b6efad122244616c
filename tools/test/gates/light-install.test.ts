import { expect, test } from 'vitest'
import { installedWith, sizeOf } from '../../../scripts/installed-packages.mjs'
import { check } from '../../gates/light-install.mjs'
import { scratchRepository } from '../scratch-repository.ts'

test('what the packages of this repository bring is known', () => {
  expect(check(scratchRepository({}))).toEqual([])
})

test('a dependency of a dependency is found, an optional peer only when it is named', () => {
  const names = (peers: readonly string[] = []): readonly string[] =>
    installedWith(['packages/keyservice-kms'], peers).map(({ name }) => name)
  expect(names()).not.toContain('@aws-sdk/client-kms')
  expect(names(['@aws-sdk/client-kms'])).toEqual(
    expect.arrayContaining(['@aws-sdk/client-kms', '@smithy/core', 'tslib']),
  )
})

test('licenses are texts, also where a package gives a list', () => {
  const all = installedWith(['packages/keyservice-vault'])
  expect(all.find(({ name }) => name === 'tv4')?.license).toBe('Public Domain OR MIT')
  expect(all.find(({ name }) => name === 'axios')?.license).toBe('MIT')
  for (const { folder } of all) expect(sizeOf(folder)).toBeGreaterThan(1000)
})
