import {
  branch,
  comment,
  decryptTree,
  editTree,
  entry,
  isSopsError,
  sequence,
  type SopsErrorCode,
  type TreeItem,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'
import { sealed, sealedFile } from '../support/sealed-file.ts'

const text = sealed({ plaintext: 'x', type: 'str', aad: 'a:' })
const note = (type: string, plaintext = '007') => comment(sealed({ plaintext, type, aad: ':' }))

const decryptItems = async (items: readonly TreeItem[], mac: string) =>
  decryptTree(await sealedFile([branch(items)], mac), operationOptions)

const refusedWith = (code: SopsErrorCode): unknown =>
  expect.toSatisfy((error) => isSopsError(error, code))

describe('values (V12–V15)', () => {
  it('leaves null and empty text alone', async () => {
    const items = [entry('a', null), entry('b', '')]
    expect((await decryptItems(items, '')).branches).toEqual([branch(items)])
  })

  it('leaves an ENC text under a plain key alone (V14)', async () => {
    const items = [entry('a_unencrypted', text)]
    expect((await decryptItems(items, text)).branches).toEqual([branch(items)])
  })

  it.each<[string, TreeItem]>([
    ['a number', entry('a', 5n)],
    ['a truth value', entry('a', true)],
    ['a text', entry('a', 'hunter2')],
    ['bytes', entry('a', Uint8Array.of(0xff))],
  ])('refuses %s where a value should be encrypted (V15)', async (_, item) => {
    await expect(decryptItems([item], '')).rejects.toEqual(refusedWith('VALUE_NOT_ENCRYPTED'))
  })

  it('reads the type bytes of 1.x as text, with a warning (Q5)', async () => {
    const bytes = sealed({ plaintext: 'x', type: 'bytes', aad: 'a:' })
    const { branches, warnings } = await decryptItems([entry('a', bytes)], 'x')
    expect(branches).toEqual([branch([entry('a', 'x')])])
    expect(warnings).toMatchObject([{ code: 'LEGACY_BYTES', path: ['a'] }])
  })
})

describe('comments (V20, V21, M4, Q1)', () => {
  it('gives back an encrypted comment and counts it in no MAC', async () => {
    const { branches } = await decryptItems([note('comment'), entry('a', text)], 'x')
    expect(branches).toEqual([branch([comment('007'), entry('a', 'x')])])
  })

  it('keeps one that is not encrypted, or damaged, with a warning', async () => {
    const damaged = comment('ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:comment]')
    const items = [comment(' plain'), damaged, note('foo'), note('int', 'x')]
    const { branches, warnings } = await decryptItems(items, '')
    expect(branches).toEqual([branch(items)])
    expect(warnings.map(({ code }) => code)).toEqual(items.map(() => 'PLAIN_COMMENT'))
  })

  it.each(['int', 'float'])('refuses one whose type became %s', async (type) => {
    await expect(decryptItems([note(type)], '')).rejects.toEqual(refusedWith('INVALID_PLAINTEXT'))
  })

  it.each(['str', 'bytes'])('counts one whose type became %s in the MAC', async (type) => {
    await expect(decryptItems([note(type)], '')).rejects.toEqual(refusedWith('MAC_MISMATCH'))
  })

  it('refuses a value whose type became comment (Q1)', async () => {
    const value = sealed({ plaintext: 'x', type: 'comment', aad: 'a:' })
    await expect(decryptItems([entry('a', value)], 'x')).rejects.toEqual(
      refusedWith('MAC_MISMATCH'),
    )
  })

  it('turns an item of a list back into a comment (V20)', async () => {
    const item = sealed({ plaintext: ' c', type: 'comment', aad: 'l:' })
    const { branches } = await decryptItems([entry('l', sequence([item]))], '')
    expect(branches).toEqual([branch([entry('l', sequence([comment(' c')]))])])
  })
})

describe('the MAC (M7, M8)', () => {
  it('is verified by default', async () => {
    expect((await decryptItems([entry('a', text)], 'x')).macVerified).toBe(true)
    await expect(decryptItems([entry('a', text)], 'y')).rejects.toEqual(refusedWith('MAC_MISMATCH'))
  })

  it('is looked at after all values (M8)', async () => {
    await expect(decryptItems([entry('a', 'plain')], 'y')).rejects.toEqual(
      refusedWith('VALUE_NOT_ENCRYPTED'),
    )
  })

  it.each(['', 'garbage'])('is ignored only when asked, and the result says so', async (mac) => {
    const file = await sealedFile([branch([entry('a', text)])], 'x', { mac })
    const code = mac === '' ? 'MAC_MISMATCH' : 'MAC_UNREADABLE'
    await expect(decryptTree(file, operationOptions)).rejects.toEqual(refusedWith(code))
    const decrypted = await decryptTree(file, { ...operationOptions, ignoreMac: true })
    expect(decrypted.macVerified).toBe(false)
    const edited = await editTree(file, {
      ...operationOptions,
      ignoreMac: true,
      edit: (tree) => tree,
    })
    expect(edited.macVerified).toBe(false)
  })
})

it('warns of a pattern that matches nothing because it is invalid (Q8)', async () => {
  const rule = { kind: 'encrypted-regex', pattern: '(' } as const
  const file = await sealedFile([branch([entry('a', 'plain')])], 'plain', { rule })
  const { branches, warnings } = await decryptTree(file, operationOptions)
  expect(branches).toEqual([branch([entry('a', 'plain')])])
  expect(warnings).toMatchObject([{ code: 'INVALID_REGEX_IN_FILE' }])
  expect(warnings[0]?.message).toContain('encrypted_regex')
})

it('never uses an IV again for another spelling of a value (V18, V19)', async () => {
  const items = [
    entry('f', sealed({ plaintext: '1.0', type: 'float', aad: 'f:' })),
    entry('b', sealed({ plaintext: 't', type: 'bool', aad: 'b:' })),
    entry('i', sealed({ plaintext: '007', type: 'int', aad: 'i:' })),
    entry('a', text),
  ]
  const file = await sealedFile([branch(items)], '1True7x')
  const edited = await editTree(file, { ...operationOptions, edit: (tree) => tree })
  const after = edited.branches[0]?.items ?? []
  const ivOf = (item: TreeItem | undefined) =>
    /iv:([^,]*)/.exec(
      item?.kind === 'entry' && typeof item.value === 'string' ? item.value : '',
    )?.[1]
  expect(items.map((item, index) => ivOf(item) === ivOf(after[index]))).toEqual([
    false,
    false,
    false,
    true,
  ])
})

it('passes the warnings of reading on when it encrypts again', async () => {
  const file = await sealedFile([branch([comment(' plain'), entry('a', text)])], 'x')
  const { warnings } = await editTree(file, { ...operationOptions, edit: async (tree) => tree })
  expect(warnings).toMatchObject([{ code: 'PLAIN_COMMENT' }])
})

describe('an edit is refused', () => {
  it.each<[SopsErrorCode, readonly ReturnType<typeof branch>[]]>([
    ['EMPTY_DOCUMENT', []],
    ['ALREADY_ENCRYPTED', [branch([entry('sops', 'x')])]],
  ])('with %s', async (code, result) => {
    const file = await sealedFile([branch([entry('a', text)])], 'x')
    const attempt = editTree(file, { ...operationOptions, edit: () => result })
    await expect(attempt).rejects.toEqual(refusedWith(code))
  })
})
