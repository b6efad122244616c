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
  type TreeEntry,
  type TreeItem,
  unsetAtPath,
  updateKeys,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'

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

  it.each([0, 1, 2])(
    'of equal list items only the one that is set differs: %i (V19)',
    async (at) => {
      const edit = (tree: TreeBranches) => setAtPath(tree, ['list', at], 'changed')
      const edited = await editTree(encrypted, { ...later, edit })
      const [before, after] = [cipherTexts(encrypted), cipherTexts(edited.branches)]
      const differing = after.flatMap((text, index) => (text === before[index] ? [] : [index]))
      expect(differing).toEqual([at + 1])
      expect((await decryptTree(edited.branches, later)).branches).toEqual(edit(plain))
    },
  )

  it('leaves a file as it is when idempotent and nothing changes (X22)', async () => {
    const options = { ...later, edit: (tree: TreeBranches) => setAtPath(tree, ['a'], 'x') }
    const kept = await editTree(encrypted, { ...options, idempotent: true })
    expect(kept).toMatchObject({ changed: false, macVerified: true })
    expect(kept.branches).toBe(encrypted)
    const renewed = await editTree(encrypted, options)
    expect(renewed.changed).toBe(true)
    expect(renewed.metadata.lastModified).toBe('2024-05-06T07:08:09Z')
    const other = (tree: TreeBranches) => setAtPath(tree, ['a'], 'y')
    const edited = await editTree(encrypted, { ...later, edit: other, idempotent: true })
    expect(edited.changed).toBe(true)
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
    const other = [[...(groups[0] ?? []), { type: 'age', recipient: 'age1new' } as const]]
    const updated = await updateKeys(file, { ...later, keyGroups: other })
    expect(updated.changed).toBe(true)
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
  it.each([
    ['banana', true],
    ['', false],
  ])('looks at no more of a version than whether it is there: %j', (version, answer) => {
    const file = withField(encrypted, entry('version', version))
    expect(fileStatus(file, 'nested')).toEqual({ encrypted: answer })
  })

  it('is false without a MAC', () => {
    expect(fileStatus(withField(encrypted, entry('mac', '')), 'nested')).toEqual({
      encrypted: false,
    })
  })

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

/** The file with another value of one field of its metadata. */
function withField(tree: TreeBranches, field: TreeEntry): TreeBranches {
  return tree.map(({ items }) =>
    branch(
      items.map((item) =>
        item.kind === 'entry' && item.key === 'sops' && isBranch(item.value)
          ? entry('sops', branch(replaced(item.value.items, field)))
          : item,
      ),
    ),
  )
}

function replaced(items: readonly TreeItem[], field: TreeEntry): readonly TreeItem[] {
  return items.map((item) => (item.kind === 'entry' && item.key === field.key ? field : item))
}
