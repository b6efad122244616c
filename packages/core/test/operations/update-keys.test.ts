import {
  type AgeMasterKey,
  ageMasterKeys,
  branch,
  collectLeaves,
  compareKeys,
  decryptTree,
  describeKeyChanges,
  encryptTree,
  entry,
  type KeyGroup,
  type TreeBranches,
  updateKeys,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'
import { testKeyService } from '../support/test-key-service.ts'

const plain = [branch([entry('a', 'x'), entry('a_unencrypted', 1n)])]
const [a, b, c] = ['age1a', 'age1b', 'age1c'].map((text): readonly AgeMasterKey[] =>
  ageMasterKeys(text),
) as [readonly AgeMasterKey[], readonly AgeMasterKey[], readonly AgeMasterKey[]]
const options = { ...operationOptions, services: [testKeyService('age1a', 'age1b', 'age1c')] }
const later = { ...options, now: new Date('2024-05-06T07:08:09Z') }
const encrypt = async (keyGroups: readonly (readonly AgeMasterKey[])[], shamirThreshold = 0) =>
  (await encryptTree(plain, { ...options, keyGroups, shamirThreshold })).branches

/** The texts of everything but the metadata. */
const cipherTexts = (tree: TreeBranches) =>
  collectLeaves(tree)
    .filter(({ path }) => path[0] !== 'sops')
    .map(({ value }) => value)

const file = (groups: readonly (readonly AgeMasterKey[])[], shamirThreshold = 0) => ({
  shamirThreshold,
  keyGroups: groups.map((keys): KeyGroup => ({
    keys: keys.map((key) => ({ key, enc: 'x', unknown: [] })),
  })),
})

describe('updateKeys', () => {
  it('wraps the same data key for others and changes nothing else (CLI-102)', async () => {
    const encrypted = await encrypt([a])
    const updated = await updateKeys(encrypted, {
      ...later,
      services: [testKeyService('age1a')],
      keyGroups: [[...a, ...b]],
    })
    expect(updated.changed).toBe(true)
    expect(cipherTexts(updated.branches)).toEqual(cipherTexts(encrypted))
    expect(updated.metadata.lastModified).toBe('2024-01-02T03:04:05Z')
    const services = [testKeyService('age1b')]
    expect((await decryptTree(updated.branches, { ...later, services })).branches).toEqual(plain)
  })

  it.each([
    ['the same keys', [[...a, ...b]]],
    ['in another order', [[...b, ...a]]],
    ['one of them twice', [[...b, ...a, ...b]]],
  ])('needs no key and changes nothing for %s (CLI-104)', async (_, keyGroups) => {
    const encrypted = await encrypt([[...a, ...b]])
    const updated = await updateKeys(encrypted, { ...later, services: [], keyGroups })
    expect(updated.changed).toBe(false)
    expect(updated.branches).toBe(encrypted)
  })

  it('does not look at the MAC', async () => {
    const [document = branch([])] = await encrypt([a])
    const turned = [branch(document.items.toReversed())]
    const updated = await updateKeys(turned, { ...later, keyGroups: [b] })
    await expect(decryptTree(updated.branches, later)).rejects.toMatchObject({
      code: 'MAC_MISMATCH',
    })
  })

  it.each([
    ['an empty group', [[]], 'EMPTY_KEY_GROUP'],
    ['an empty group among others', [a, []], 'EMPTY_KEY_GROUP'],
    ['no group', [], 'NO_RECIPIENTS'],
  ])('refuses %s', async (_, keyGroups, code) => {
    const encrypted = await encrypt([a])
    await expect(updateKeys(encrypted, { ...later, keyGroups })).rejects.toMatchObject({ code })
  })

  it('needs a key of the file when something differs', async () => {
    const given = { ...later, services: [testKeyService('age1b')], keyGroups: [b] }
    await expect(updateKeys(await encrypt([a]), given)).rejects.toMatchObject({
      code: 'DATA_KEY_UNAVAILABLE',
    })
  })

  it.each([
    [[a], 0, [a, b], undefined, 2],
    [[a], 1, [a, b], undefined, 2],
    [[a], 5, [a, b, c], undefined, 3],
    [[a, b, c], 2, [a, b], undefined, 2],
    [[a, b, c], 2, [a], undefined, 1],
    [[a, b, c], 2, [a, b, c, a], undefined, 2],
    [[a, b, c], 3, [a, b, c], 2, 2],
  ])(
    'CLI-104: from %j of threshold %i to %j',
    async (before, threshold, keyGroups, asked, after) => {
      const updated = await updateKeys(await encrypt(before, threshold), {
        ...later,
        keyGroups,
        ...(asked !== undefined && { shamirThreshold: asked }),
      })
      expect(updated.metadata.shamirThreshold).toBe(after)
      expect(updated.metadata.keyGroups).toHaveLength(keyGroups.length)
      expect((await decryptTree(updated.branches, later)).branches).toEqual(plain)
    },
  )

  it.each([
    [[a, b], 3],
    [[a, b], 1],
    [[a, b], Number.NaN],
  ])('refuses a threshold that %j cannot meet: %d', async (keyGroups, shamirThreshold) => {
    const given = { ...later, keyGroups, shamirThreshold }
    await expect(updateKeys(await encrypt([a]), given)).rejects.toMatchObject({
      code: 'INVALID_THRESHOLD',
    })
  })
})

describe('CLI-103: the changes as sops prints them', () => {
  // Each text was printed by sops 3.13.3, where not said otherwise.
  it.each([
    ['a key more', file([[...a, ...b]]), [[...a, ...b, ...c]], 'Group 1\n    A\n    B\n+++ C\n'],
    ['another key', file([[...a, ...b]]), [[...c, ...a]], 'Group 1\n    A\n+++ C\n--- B\n'],
    [
      'keys that stand twice',
      file([[...a, ...b, ...b]]),
      [[...a, ...c, ...c, ...a, ...b]],
      'Group 1\n    A\n    A\n    B\n+++ C\n+++ C\n',
    ],
    ['one that goes twice', file([[...a, ...b, ...b]]), [a], 'Group 1\n    A\n--- B\n--- B\n'],
    ['a second group', file([[...a, ...b]]), [a, b], 'Group 1\n    A\n--- B\nGroup 2\n+++ B\n'],
    [
      'fewer groups than are needed',
      file([a, b, c], 2),
      [a],
      '+++ shamir_threshold: 1\n--- shamir_threshold: 2\nGroup 1\n    A\nGroup 2\n--- B\nGroup 3\n--- C\n',
    ],
    [
      'groups in another order',
      file([a, b, c], 2),
      [b, a, c],
      'shamir_threshold: 2\nGroup 1\n+++ B\n--- A\nGroup 2\n+++ A\n--- B\nGroup 3\n    C\n',
    ],
    [
      'a threshold alone that one group cannot have',
      file([a], 5),
      [a],
      '+++ shamir_threshold: 1\n--- shamir_threshold: 5\nGroup 1\n    A\n',
    ],
    ['no threshold', file([a, b, c]), [a, b], 'Group 1\n    A\nGroup 2\n    B\nGroup 3\n--- C\n'],
    // sops prints a threshold of 1 here, and then cannot split for it.
    [
      'a threshold of one group for two',
      file([a], 1),
      [a, b],
      '+++ shamir_threshold: 2\n--- shamir_threshold: 1\nGroup 1\n    A\nGroup 2\n+++ B\n',
    ],
  ])('%s', (_, before, keyGroups, text) => {
    const changes = compareKeys(before, { keyGroups })
    expect(changes.changed).toBe(true)
    const named = describeKeyChanges(changes).replaceAll(/age1([abc])/g, (__, name: string) =>
      name.toUpperCase(),
    )
    expect(named).toBe(`The following changes will be made to the file's groups:\n${text}`)
  })

  it('a name cannot pass for another line', () => {
    const key = { type: 'age', recipient: 'age1x\n+++ age1y' } as const
    const text = describeKeyChanges(compareKeys(file([a]), { keyGroups: [[key]] }))
    expect(text.split('\n')).toHaveLength(5)
  })
})
