import {
  branch,
  comment,
  compatibleVersion,
  decryptTree,
  detachMetadata,
  editTree,
  entry,
  isSopsError,
  type Metadata,
  type SopsErrorCode,
  type TreeBranches,
  type TreeItem,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'
import { sealed, sealedFile } from '../support/sealed-file.ts'

const refusedWith = (code: SopsErrorCode): unknown =>
  expect.toSatisfy((error) => isSopsError(error, code))

const value = (key: string, type: string, plaintext: string): TreeItem =>
  entry(key, sealed({ plaintext, type, aad: `${key}:` }))

interface OldFile {
  readonly version: string
  readonly items: readonly TreeItem[]
  /** What the MAC is over. */
  readonly mac: string
  readonly metadata?: Partial<Metadata>
}

const write = ({ version, items, mac, metadata }: OldFile): Promise<TreeBranches> =>
  sealedFile([branch(items)], mac, { ...metadata, version })
const read = async (file: OldFile) => decryptTree(await write(file), operationOptions)
const edit = async (file: OldFile) =>
  editTree(await write(file), { ...operationOptions, edit: (tree) => tree })

describe('floats of 0.x and 1.x (H1)', () => {
  const items = [value('a', 'float', '2.0'), value('b', 'float', '1e-07'), value('c', 'str', 'x')]
  const mac = '2.01e-07x'

  it.each(['0.9', '1', '1.', '1.1', '1.18'])(
    'are read in a file by %s, and say so',
    async (version) => {
      const { branches, warnings, macVerified } = await read({ version, items, mac })
      expect(branches).toEqual([branch([entry('a', 2), entry('b', 1e-7), entry('c', 'x')])])
      expect(warnings).toMatchObject([{ code: 'LEGACY_SPELLING', path: [] }])
      expect(macVerified).toBe(true)
    },
  )

  it.each(['2.0.9', '3.13.3', '10.0.0', 'v1.2.3'])(
    'are refused in a file by %s (V18)',
    async (version) => {
      await expect(read({ version, items, mac })).rejects.toEqual(refusedWith('MAC_MISMATCH'))
    },
  )

  it('count as later releases spell them too, and then nothing is said', async () => {
    const { warnings } = await read({ version: '1.18', items, mac: '20.0000001x' })
    expect(warnings).toEqual([])
  })

  it.each([['2.01e-07y'], ['20.0000001y'], ['2.00.0000001x'], ['21e-07x'], ['']])(
    'are refused where neither spelling fits: MAC over %j',
    async (other) => {
      await expect(read({ version: '1.18', items, mac: other })).rejects.toEqual(
        refusedWith('MAC_MISMATCH'),
      )
    },
  )

  it.each<[string, readonly TreeItem[]]>([
    ['missing', items.slice(1)],
    ['added', [...items, value('d', 'float', '3.0')]],
    ['moved', items.toReversed()],
    ['another', [value('a', 'float', '3.0'), ...items.slice(1)]],
  ])('are refused when a value is %s', async (_, changed) => {
    await expect(read({ version: '1.18', items: changed, mac })).rejects.toEqual(
      refusedWith('MAC_MISMATCH'),
    )
  })

  it('count where they are not encrypted', async () => {
    const plain = [entry('a_unencrypted', 2), entry('b_unencrypted', 1e20), value('c', 'str', 'x')]
    const { branches, warnings } = await read({ version: '1.18', items: plain, mac: '2.01e+20x' })
    expect(branches).toEqual([branch([...plain.slice(0, 2), entry('c', 'x')])])
    expect(warnings).toMatchObject([{ code: 'LEGACY_SPELLING' }])
    const changed = [entry('a_unencrypted', 3), ...plain.slice(1)]
    await expect(read({ version: '1.18', items: changed, mac: '2.01e+20x' })).rejects.toEqual(
      refusedWith('MAC_MISMATCH'),
    )
  })

  it('have no other spelling under mac_only_encrypted, which 1.x did not know', async () => {
    const metadata = { macOnlyEncrypted: true }
    await expect(read({ version: '1.18', items, mac, metadata })).rejects.toEqual(
      refusedWith('MAC_MISMATCH'),
    )
  })

  it('are encrypted again as every release spells them, under new IVs (V18, V19)', async () => {
    const file = { version: '1.18', items, mac }
    const { branches, warnings } = await edit(file)
    expect(warnings).toMatchObject([{ code: 'LEGACY_SPELLING' }])
    const again = await decryptTree(branches, operationOptions)
    expect(again.warnings).toEqual([])
    expect(again.metadata.version).toBe('1.18')
    const ivs = JSON.stringify(items).match(/iv:[^,]*/g) ?? []
    expect(ivs.map((iv) => JSON.stringify(branches).includes(iv))).toEqual([false, false, true])
  })
})

// The MAC covers texts and no types (M1), so a changed type shows only when the text becomes another.
describe('a changed type in a file by 1.x', () => {
  it.each([
    ['float', '1e3'],
    ['float', '1.50'],
    ['float', '007.5'],
    ['float', '0x1p4'],
    ['float', '1_0'],
    ['float', 'Infinity'],
    ['bool', 'TRUE'],
    ['bool', 't'],
    ['bool', '1'],
    ['int', '007'],
    ['int', '+7'],
    ['comment', 'x'],
  ])('to %s is refused for %j', async (type, text) => {
    const items = [value('a', type, text), value('b', 'float', '2.0')]
    await expect(read({ version: '1.18', items, mac: `${text}2.0` })).rejects.toEqual(
      refusedWith('MAC_MISMATCH'),
    )
  })

  it('goes unseen where the text is the one that the other type has, as in every file', async () => {
    const everywhere = { items: [value('a', 'float', '1.5'), value('b', 'int', '7')], mac: '1.57' }
    for (const version of ['1.18', '3.13.3']) {
      expect((await read({ version, ...everywhere })).warnings).toEqual([])
    }
    const python = { items: [value('a', 'float', '2.0')], mac: '2.0' }
    expect((await read({ version: '1.18', ...python })).warnings).toHaveLength(1)
  })
})

describe('ints of 1.x', () => {
  const large = '123456789012345678901234567890'
  const file = (text: string, version = '1.18'): OldFile => ({
    version,
    items: [value('a', 'int', text)],
    mac: text,
  })

  it.each([large, `-${large}`, '9223372036854775808', '-9223372036854775809', '9'.repeat(4300)])(
    'have any size: %s',
    async (text) => {
      const { branches, warnings } = await read(file(text))
      expect(branches).toEqual([branch([entry('a', BigInt(text))])])
      expect(warnings).toMatchObject([{ code: 'LEGACY_INTEGER', path: ['a'] }])
      expect(warnings[0]?.message).not.toContain(text)
    },
  )

  it.each([`+${large}`, `0${large}`, '1e30', `${large}.0`, '9'.repeat(4301)])(
    'are refused in a form that Python does not write: %s',
    async (text) => {
      await expect(read(file(text))).rejects.toEqual(refusedWith('INVALID_PLAINTEXT'))
    },
  )

  it('are refused in a later file (V-table)', async () => {
    await expect(read(file(large, '2.0.9'))).rejects.toEqual(refusedWith('INVALID_PLAINTEXT'))
  })

  it('are refused when the MAC is another', async () => {
    await expect(read({ ...file(large), mac: '1' })).rejects.toEqual(refusedWith('MAC_MISMATCH'))
  })

  it('cannot be encrypted again', async () => {
    await expect(edit(file(large))).rejects.toEqual(refusedWith('UNSUPPORTED_VALUE'))
  })
})

describe('empty text that releases before 1.6 encrypted', () => {
  const items = [value('a', 'str', ''), value('b', 'str', 'x')]

  it('is read where it is authentic', async () => {
    const { branches, warnings } = await read({ version: '1.5', items, mac: 'x' })
    expect(branches).toEqual([branch([entry('a', ''), entry('b', 'x')])])
    expect(warnings).toMatchObject([{ code: 'LEGACY_EMPTY_TEXT', path: ['a'] }])
  })

  it('is refused at another place', async () => {
    const moved = [entry('a', sealed({ plaintext: '', type: 'str', aad: 'z:' }))]
    await expect(read({ version: '1.5', items: moved, mac: '' })).rejects.toEqual(
      refusedWith('VALUE_TAMPERED'),
    )
  })

  it('is refused in a later file (V12)', async () => {
    await expect(read({ version: '3.13.3', items, mac: 'x' })).rejects.toEqual(
      refusedWith('VALUE_NOT_ENCRYPTED'),
    )
  })
})

describe('a file by 0.9 that is encrypted again', () => {
  const rule = { kind: 'none' } as const
  const items = [value('a_unencrypted', 'str', 'x')]
  const file: OldFile = { version: '0.9', items, mac: 'x', metadata: { rule } }

  it('was encrypted whatever its keys, and stays so for every reader (H2)', async () => {
    const { branches, warnings } = await edit(file)
    expect(warnings).toMatchObject([{ code: 'LEGACY_METADATA', path: [] }])
    const { metadata, branches: encrypted } = detachMetadata(branches, 'nested')
    expect(metadata).toMatchObject({
      rule: { kind: 'unencrypted-regex', pattern: '\\z.' },
      version: compatibleVersion,
    })
    expect(metadata.quirks).toBeUndefined()
    expect(encrypted).toEqual([branch(items)])
    expect((await decryptTree(branches, operationOptions)).warnings).toEqual([])
  })

  it('encrypts its comments as well, wherever they stand', async () => {
    const addComment = (tree: TreeBranches): TreeBranches =>
      tree.map((one) => branch([comment(' pw=hunter2'), ...one.items]))
    const { branches } = await editTree(await write(file), {
      ...operationOptions,
      edit: addComment,
    })
    expect(JSON.stringify(branches)).not.toContain('hunter2')
    const again = await decryptTree(branches, operationOptions)
    expect(JSON.stringify(again.branches)).toContain('hunter2')
  })

  it('is refused with a value in clear text', async () => {
    const changed = { ...file, items: [entry('a_unencrypted', 'x')] }
    await expect(read(changed)).rejects.toEqual(refusedWith('VALUE_NOT_ENCRYPTED'))
  })
})

it('says of remains in the metadata what they are', async () => {
  const items = [value('a', 'str', 'x')]
  const { warnings } = await read({
    version: '1.18',
    items,
    mac: 'x',
    metadata: { unknown: [entry('kms', branch([entry('arn', '')]))] },
  })
  expect(warnings).toMatchObject([{ code: 'LEGACY_METADATA', path: [] }])
  expect(warnings[0]?.message).toContain('before 1.10')
})
