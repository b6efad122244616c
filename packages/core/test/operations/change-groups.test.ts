import {
  addKeyGroup,
  ageMasterKeys,
  branch,
  collectLeaves,
  decryptTree,
  deleteKeyGroup,
  encryptTree,
  entry,
  isSopsError,
  type KeyService,
  type MasterKey,
  type SopsErrorCode,
  type TreeBranches,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'
import { testKeyService } from '../support/test-key-service.ts'

const plain = [branch([entry('a', 'x')])]
const names = ['age1one', 'age1two', 'age1three']
const [one = [], two = [], three = []] = names.map(ageMasterKeys)
const options = { ...operationOptions, services: [testKeyService(...names)] }

const encrypt = async (keyGroups: readonly (readonly MasterKey[])[], shamirThreshold = 0) =>
  (await encryptTree(plain, { ...options, keyGroups, shamirThreshold })).branches

const cipherTexts = (tree: TreeBranches) =>
  collectLeaves(tree)
    .filter(({ path }) => path[0] !== 'sops')
    .map(({ value }) => value)

/** Which of the three alone or in pairs can decrypt. */
async function ableTo(tree: TreeBranches): Promise<readonly string[]> {
  const able: string[] = []
  for (const who of [
    ...names,
    ...names.flatMap((left) => names.map((right) => `${left} ${right}`)),
  ]) {
    const services: readonly KeyService[] = [testKeyService(...who.split(' '))]
    const answer = await decryptTree(tree, { ...options, services }).catch((error: unknown) => {
      if (isSopsError(error, 'DATA_KEY_UNAVAILABLE')) return undefined
      throw error
    })
    if (answer !== undefined) able.push(who)
  }
  return able
}

const refusal = (code: SopsErrorCode): unknown => expect.objectContaining({ code })

describe('addKeyGroup', () => {
  it.each([
    ['one group without a threshold', [one], 0, undefined, 2],
    ['one group with one that means nothing', [one], 1, undefined, 2],
    ['one group with one too large', [one], 5, undefined, 2],
    ['two groups', [one, three], 2, undefined, 2],
    ['two groups, and a threshold for three', [one, three], 2, 3, 3],
    ['0 is none', [one, three], 2, 0, 2],
  ])('to %s', async (_, before, threshold, shamirThreshold, after) => {
    const file = await encrypt(before, threshold)
    const given = { ...options, ...(shamirThreshold !== undefined && { shamirThreshold }) }
    const { branches, metadata, plan } = await addKeyGroup(file, { ...given, keys: two })
    expect(metadata.keyGroups.map(({ keys }) => keys.map(({ key }) => key))).toEqual([
      ...before,
      two,
    ])
    expect(metadata.shamirThreshold).toBe(after)
    expect(cipherTexts(branches)).toEqual(cipherTexts(file))
    expect(plan).toEqual([true])
    expect((await decryptTree(branches, options)).branches).toEqual(plain)
  })

  it('makes two groups of one, and then both are needed', async () => {
    const { branches } = await addKeyGroup(await encrypt([one]), { ...options, keys: two })
    expect(await ableTo(branches)).toEqual(['age1one age1two', 'age1two age1one'])
  })

  it.each<readonly [string, readonly MasterKey[], number | undefined, SopsErrorCode]>([
    ['a group without keys (CLI-106)', [], undefined, 'EMPTY_KEY_GROUP'],
    ['a threshold beyond the groups, which sops writes', two, 3, 'INVALID_THRESHOLD'],
    ['a threshold of one, which sops writes', two, 1, 'INVALID_THRESHOLD'],
    ['a negative threshold, which sops writes', two, -1, 'INVALID_THRESHOLD'],
    [
      'a key that no service encrypts for (CLI-106)',
      [...two, { type: 'pgp', fingerprint: 'F' }],
      undefined,
      'UNSUPPORTED_KEY_TYPE',
    ],
  ])('refuses %s', async (_, keys, shamirThreshold, code) => {
    const given = { ...options, keys, ...(shamirThreshold !== undefined && { shamirThreshold }) }
    await expect(addKeyGroup(await encrypt([one]), given)).rejects.toEqual(refusal(code))
  })
})

describe('deleteKeyGroup', () => {
  it.each([
    ['of three', [one, two, three], 2, undefined, 2],
    ['of two, with a lower threshold', [one, two], 2, 1, 1],
    ['of two without a threshold', [one, two], 2, 1, 1],
  ])('%s', async (_, before, threshold, shamirThreshold, after) => {
    const file = await encrypt(before, threshold)
    const given = { ...options, ...(shamirThreshold !== undefined && { shamirThreshold }) }
    const { branches, metadata } = await deleteKeyGroup(file, { ...given, index: 1 })
    expect(metadata.keyGroups).toHaveLength(before.length - 1)
    expect(metadata.keyGroups[0]?.keys.map(({ key }) => key)).toEqual(one)
    expect(metadata.shamirThreshold).toBe(after)
    expect(cipherTexts(branches)).toEqual(cipherTexts(file))
    expect((await decryptTree(branches, options)).branches).toEqual(plain)
  })

  it('takes the access of the group away', async () => {
    const file = await encrypt([one, two, three], 2)
    const { branches } = await deleteKeyGroup(file, { ...options, index: 1 })
    expect(await ableTo(branches)).toEqual(['age1one age1three', 'age1three age1one'])
  })

  it.each<readonly [string, number, number | undefined, SopsErrorCode]>([
    ['fewer groups than are needed (CLI-107)', 0, undefined, 'INVALID_THRESHOLD'],
    ['a threshold that is still too high', 0, 2, 'INVALID_THRESHOLD'],
    ['a group that is not there, where sops crashes', 2, undefined, 'KEY_GROUP_NOT_FOUND'],
    ['a negative number', -1, undefined, 'KEY_GROUP_NOT_FOUND'],
    ['half a number', 0.5, undefined, 'KEY_GROUP_NOT_FOUND'],
  ])('refuses %s', async (_, index, shamirThreshold, code) => {
    const given = { ...options, index, ...(shamirThreshold !== undefined && { shamirThreshold }) }
    await expect(deleteKeyGroup(await encrypt([one, two]), given)).rejects.toEqual(refusal(code))
  })

  it('refuses to delete the only group, which leaves a file of sops without any key', async () => {
    const file = await encrypt([one])
    await expect(deleteKeyGroup(file, { ...options, index: 0 })).rejects.toEqual(
      refusal('NO_RECIPIENTS'),
    )
  })
})
