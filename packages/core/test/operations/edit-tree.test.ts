import {
  branch,
  collectLeaves,
  decryptTree,
  editTree,
  encryptTree,
  entry,
  fileStatus,
  isBranch,
  isSopsError,
  rotateTree,
  sequence,
  setAtPath,
  type TreeBranches,
  unsetAtPath,
  updateKeys,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'
import { testKeyService } from '../support/test-key-service.ts'

const later = { ...operationOptions, now: new Date('2024-05-06T07:08:09Z') }
const plain = [
  branch([entry('a', 'x'), entry('list', sequence(['same', 'same', 'other'])), entry('b', 'y')]),
]
const { branches: encrypted } = await encryptTree(plain, operationOptions)

/** The leaves of the document without its metadata. */
const cipherTexts = (tree: TreeBranches) =>
  collectLeaves(tree)
    .filter(({ path }) => path[0] !== 'sops')
    .map(({ value }) => value)

describe('editTree', () => {
  it('keeps the ciphertext of everything but the edited value (V19)', async () => {
    const edit = (tree: TreeBranches) => setAtPath(tree, ['a'], 'changed')
    const edited = await editTree(encrypted, { ...later, edit })
    const [before, after] = [cipherTexts(encrypted), cipherTexts(edited.branches)]
    expect(after[0]).not.toBe(before[0])
    expect(after.slice(1)).toEqual(before.slice(1))
    expect(new Set(after).size).toBe(5)
    expect(edited.metadata.lastModified).toBe('2024-05-06T07:08:09Z')
    expect((await decryptTree(edited.branches, later)).branches).toEqual(edit(plain))
  })

  it('keeps each list item its own ciphertext when one goes away (V19)', async () => {
    const edit = (tree: TreeBranches) => unsetAtPath(tree, ['list', 2])
    const edited = await editTree(encrypted, { ...later, edit })
    const before = cipherTexts(encrypted)
    expect(cipherTexts(edited.branches)).toEqual(before.filter((_, index) => index !== 3))
  })

  it('gives the same file when nothing changed within the second', async () => {
    const edited = await editTree(encrypted, { ...operationOptions, edit: (tree) => tree })
    expect(edited.branches).toEqual(encrypted)
  })

  it('does not touch a file whose MAC is wrong', async () => {
    const swapped = [branch([...(encrypted[0]?.items ?? [])].toReversed())]
    const edit = () => expect.fail('no plaintext before the MAC is verified')
    await expect(editTree(swapped, { ...later, edit })).rejects.toSatisfy((error) =>
      isSopsError(error, 'MAC_MISMATCH'),
    )
  })

  it('passes on what the edit throws', async () => {
    const edit = (tree: TreeBranches) => unsetAtPath(tree, ['missing'])
    await expect(editTree(encrypted, { ...later, edit })).rejects.toSatisfy((error) =>
      isSopsError(error, 'PATH_NOT_FOUND'),
    )
  })
})

describe('rotateTree', () => {
  it('changes every ciphertext and the data key, not the content (K1)', async () => {
    const rotated = await rotateTree(encrypted, later)
    const before = new Set(cipherTexts(encrypted))
    expect(cipherTexts(rotated.branches).filter((text) => before.has(text))).toEqual([])
    expect(rotated.metadata.keyGroups[0]?.keys).toHaveLength(1)
    expect((await decryptTree(rotated.branches, later)).branches).toEqual(plain)
  })
})

describe('updateKeys', () => {
  const recipients = [
    { type: 'age', recipient: 'age1test' } as const,
    { type: 'age', recipient: 'age1new' } as const,
  ]

  it('wraps the same data key for others and changes nothing else (CLI-102)', async () => {
    const updated = await updateKeys(encrypted, {
      ...later,
      services: [testKeyService('age1test')],
      keyGroups: [recipients],
    })
    expect(cipherTexts(updated.branches)).toEqual(cipherTexts(encrypted))
    expect(updated.metadata.lastModified).toBe('2024-01-02T03:04:05Z')
    const services = [testKeyService('age1new')]
    expect((await decryptTree(updated.branches, { ...later, services })).branches).toEqual(plain)
  })

  it('refuses an empty group', async () => {
    await expect(updateKeys(encrypted, { ...later, keyGroups: [[]] })).rejects.toSatisfy((error) =>
      isSopsError(error, 'EMPTY_KEY_GROUP'),
    )
  })
})

describe('kinds of key that this release does not know', () => {
  const foreign = entry('xkms', sequence([branch([entry('enc', 'x'), entry('id', 'y')])]))
  const [document = expect.fail('document')] = encrypted
  const file = [
    branch(
      document.items.map((item) =>
        item.kind === 'entry' && item.key === 'sops' && isBranch(item.value)
          ? entry('sops', branch([...item.value.items, foreign]))
          : item,
      ),
    ),
  ]
  const groups = [[{ type: 'age', recipient: 'age1test' } as const]]

  it('stay as they are when the data key stays', async () => {
    const updated = await updateKeys(file, { ...later, keyGroups: groups })
    expect(updated.metadata.unknown).toEqual([foreign])
    const edited = await editTree(file, { ...later, edit: (tree) => tree })
    expect(edited.metadata.unknown).toEqual([foreign])
  })

  it('are not locked out by a new data key or by shares', async () => {
    const refusal: unknown = expect.toSatisfy((error) => isSopsError(error, 'UNSUPPORTED_KEY_TYPE'))
    await expect(rotateTree(file, later)).rejects.toEqual(refusal)
    const keyGroups = [...groups, ...groups]
    await expect(updateKeys(file, { ...later, keyGroups })).rejects.toEqual(refusal)
  })
})

describe('fileStatus', () => {
  it('needs no key (CLI-120)', () => {
    expect(fileStatus(encrypted, 'nested')).toEqual({ encrypted: true })
    expect(fileStatus(plain, 'nested')).toEqual({ encrypted: false })
  })

  it('does not guess about broken metadata', () => {
    expect(() => fileStatus([branch([entry('sops', 'text')])], 'nested')).toThrow(
      expect.toSatisfy((error) => isSopsError(error, 'METADATA_INVALID')),
    )
  })
})
