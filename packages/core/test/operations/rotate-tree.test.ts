import {
  ageMasterKeys,
  branch,
  collectLeaves,
  decryptTree,
  encryptTree,
  entry,
  type MasterKey,
  rotateTree,
  sequence,
  type TreeBranches,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'
import { testKeyService } from '../support/test-key-service.ts'

const plain = [branch([entry('a', 'x'), entry('l', sequence(['same', 'same']))])]
const names = ['age1one', 'age1two', 'age1three']
const [one = [], two = [], three = []] = names.map(ageMasterKeys)
const options = { ...operationOptions, services: [testKeyService(...names)] }
const rotation = { ...options, keyGroups: undefined, now: new Date('2024-05-06T07:08:09Z') }

const encrypt = async (...keyGroups: readonly (readonly MasterKey[])[]) =>
  (await encryptTree(plain, { ...options, keyGroups })).branches

async function rotate(
  file: TreeBranches,
  changes: { addKeys?: readonly MasterKey[]; removeKeys?: readonly MasterKey[] } = {},
) {
  const { keyGroups: _, ...given } = rotation
  return rotateTree(file, { ...given, ...changes })
}

const ivsOf = (tree: TreeBranches) =>
  collectLeaves(tree)
    .filter(({ path }) => path[0] !== 'sops')
    .map(({ value }) => (typeof value === 'string' ? /iv:([^,]+)/.exec(value)?.[1] : undefined))

it('keeps the IV of every value under the new data key (V19)', async () => {
  const file = await encrypt(one)
  const { branches, metadata } = await rotate(file)
  const ivs = ivsOf(file)
  expect(new Set(ivs).size).toBe(3)
  expect(ivsOf(branches)).toEqual(ivs)
  expect(metadata.lastModified).toBe('2024-05-06T07:08:09Z')
  expect((await decryptTree(branches, options)).branches).toEqual(plain)
})

describe('CLI-100: the keys afterwards', () => {
  it.each([
    ['as before', [one, two], {}, [one, two]],
    ['one more, in the first group', [one, two], { addKeys: three }, [[...one, ...three], two]],
    ['one less', [[...one, ...two]], { removeKeys: two }, [one]],
    [
      'one less in every group',
      [
        [...one, ...two],
        [...two, ...three],
      ],
      { removeKeys: two },
      [one, three],
    ],
    ['one for another', [one], { addKeys: two, removeKeys: one }, [two]],
    // Of keys that stand twice sops removes one, or crashes.
    [
      'one less that stood twice',
      [[...one, ...two, ...two, ...one]],
      { removeKeys: two },
      [[...one, ...one]],
    ],
  ])('%s', async (_, before, changes, after) => {
    const { branches, metadata, warnings } = await rotate(await encrypt(...before), changes)
    expect(metadata.keyGroups.map(({ keys }) => keys.map(({ key }) => key))).toEqual(after)
    expect(warnings).toEqual([])
    expect((await decryptTree(branches, options)).branches).toEqual(plain)
  })

  it.each([
    ['the last key', [one], { removeKeys: one }],
    ['the last key of a group', [[...one, ...two], two], { removeKeys: two }],
    ['a key that is only just added', [one], { addKeys: two, removeKeys: [...one, ...two] }],
  ])('refuses to remove %s', async (_, before, changes) => {
    await expect(rotate(await encrypt(...before), changes)).rejects.toMatchObject({
      code: 'EMPTY_KEY_GROUP',
    })
  })

  it('warns of a key to remove that is not there, which sops passes over', async () => {
    const { warnings } = await rotate(await encrypt(one), { removeKeys: [...two, ...three] })
    expect(warnings.map(({ code }) => code)).toEqual(['KEY_NOT_IN_FILE', 'KEY_NOT_IN_FILE'])
    expect(warnings[0]?.message).toContain('age1two')
  })

  it('adds a key that is there already a second time, as sops does, and warns of it', async () => {
    const rotated = await rotate(await encrypt(one), { addKeys: one })
    expect(rotated.metadata.keyGroups[0]?.keys.map(({ key }) => key)).toEqual([...one, ...one])
    expect(rotated.warnings.map(({ code }) => code)).toEqual(['KEY_ALREADY_IN_FILE'])
  })
})
