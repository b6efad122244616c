import {
  ageMasterKeys,
  branch,
  decryptTree,
  encryptTree,
  entry,
  isBranch,
  isSequence,
  isSopsError,
  rotateTree,
  sequence,
  type TreeBranches,
  type TreeItem,
  type TreeValue,
  updateKeys,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'
import { testKeyService } from '../support/test-key-service.ts'

const plain = [branch([entry('a', 'x')])]
const [one = [], two = [], three = []] = ['age1one', 'age1two', 'age1three'].map(ageMasterKeys)
const services = (...recipients: readonly string[]) => [testKeyService(...recipients)]
const split = { ...operationOptions, keyGroups: [one, two, three], shamirThreshold: 2 }
const everyone = services('age1one', 'age1two', 'age1three')

const { layout, aead, random, now } = operationOptions
const rotation = { layout, aead, random, now, services: everyone }

const { branches: shared } = await encryptTree(plain, { ...split, services: everyone })

describe('several key groups (S)', () => {
  it.each([
    [['age1one', 'age1two']],
    [['age1one', 'age1three']],
    [['age1one', 'age1two', 'age1three']],
  ])('%s are enough', async (recipients) => {
    const options = { ...operationOptions, services: services(...recipients) }
    expect((await decryptTree(shared, options)).branches).toEqual(plain)
  })

  it('one is not enough', async () => {
    const options = { ...operationOptions, services: services('age1three') }
    await expect(decryptTree(shared, options)).rejects.toMatchObject({
      code: 'DATA_KEY_UNAVAILABLE',
      requiredGroups: 2,
    })
  })

  it('rotate keeps groups and threshold', async () => {
    const { metadata, branches } = await rotateTree(shared, rotation)
    expect([metadata.keyGroups.length, metadata.shamirThreshold]).toEqual([3, 2])
    const options = { ...operationOptions, services: services('age1two', 'age1three') }
    expect((await decryptTree(branches, options)).branches).toEqual(plain)
  })
})

/** The document with something else in place of its metadata. */
function withBlock(tree: TreeBranches, change: (items: readonly TreeItem[]) => TreeValue) {
  return tree.map(({ items }) =>
    branch(
      items.map((item) =>
        item.kind === 'entry' && item.key === 'sops' && isBranch(item.value)
          ? entry('sops', change(item.value.items))
          : item,
      ),
    ),
  )
}

describe('what this release does not know', () => {
  const foreign = entry('xkms', sequence([branch([entry('enc', 'x')])]))

  it('is not dropped from a single entry of key_groups (D7)', async () => {
    const { branches } = await encryptTree(plain, {
      ...operationOptions,
      keyGroups: [one],
      services: everyone,
    })
    const file = withBlock(branches, (items) => {
      const [keys, rest] = [true, false].map((mine) =>
        items.filter((item) => (item.kind === 'entry' && item.key === 'age') === mine),
      )
      const group = branch([...(keys ?? []), foreign])
      return branch([entry('key_groups', sequence([group])), ...(rest ?? [])])
    })
    const options = { ...operationOptions, services: everyone }
    await expect(updateKeys(file, { ...options, keyGroups: [two] })).rejects.toSatisfy((error) =>
      isSopsError(error, 'UNSUPPORTED_KEY_TYPE'),
    )
  })

  it('stays with its key when the key is wrapped anew', async () => {
    const { branches } = await encryptTree(plain, {
      ...operationOptions,
      keyGroups: [one],
      services: everyone,
    })
    const label = entry('label', 'of a later release')
    const file = withBlock(branches, (items) => branch(items.map((item) => labelled(item, label))))
    const rotated = await rotateTree(file, rotation)
    expect(rotated.metadata.keyGroups[0]?.keys[0]?.unknown).toEqual([label])
  })
})

function labelled(item: TreeItem, label: TreeItem): TreeItem {
  if (item.kind !== 'entry' || item.key !== 'age' || !isSequence(item.value)) return item
  const keys = item.value.items.filter((key) => isBranch(key))
  return entry('age', sequence(keys.map((key) => branch([...key.items, label]))))
}
