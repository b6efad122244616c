import {
  branch,
  comment,
  encryptTree,
  entry,
  isSopsError,
  requireReadable,
  sequence,
  type TreeBranches,
  type TreeItem,
} from '@sopskit/core'
import { describe, expect, it } from 'vitest'
import { operationOptions } from '../support/operation-options.ts'

const rule = { kind: 'encrypted-regex', pattern: '^secret' } as const
const plain = [
  branch([
    entry('plain', -0),
    entry('secret', branch([comment(' why'), entry('a', 'x'), entry('l', sequence(['y', null]))])),
  ]),
]
const written = await encryptTree(plain, { ...operationOptions, rule })
const items = written.branches[0]?.items ?? []

const check = (reread: TreeBranches) => requireReadable({ written, reread, layout: 'nested' })
const withItem = (index: number, item: TreeItem) => [branch(items.with(index, item))]
const secretsOf = ([document]: TreeBranches): readonly TreeItem[] => {
  const secret = document?.items[1]
  return secret?.kind === 'entry' &&
    typeof secret.value === 'object' &&
    secret.value !== null &&
    'items' in secret.value
    ? (secret.value.items as readonly TreeItem[])
    : expect.fail('no secret')
}

it('takes what reads back the same', async () => {
  expect(await check(written.branches)).toEqual([])
})

it('takes a value that only changes its type, not what the MAC covers', async () => {
  const one = await encryptTree([branch([entry('plain', 1)])], { ...operationOptions, rule })
  const reread = [branch([entry('plain', 1n), ...(one.branches[0]?.items.slice(1) ?? [])])]
  expect(await requireReadable({ written: one, reread, layout: 'nested' })).toEqual([])
})

it('takes bytes that read back as the text they are', async () => {
  const bytes = Uint8Array.of(0xc3, 0xa9)
  const one = await encryptTree([branch([entry('plain', bytes)])], { ...operationOptions, rule })
  const others = one.branches[0]?.items.slice(1) ?? []
  const reread = (value: string | Uint8Array) => ({
    written: one,
    reread: [branch([entry('plain', value), ...others])],
    layout: 'nested' as const,
  })
  expect(await requireReadable(reread('é'))).toEqual([])
  await expect(requireReadable(reread('è'))).rejects.toSatisfy((error) =>
    isSopsError(error, 'EMIT_FAILED'),
  )
})

describe('refuses', () => {
  const [note, a, list] = secretsOf(written.branches)
  if (note === undefined || a === undefined || list === undefined) throw new Error('items')
  it.each<[string, TreeBranches]>([
    ['another text, as of -0.0', withItem(0, entry('plain', 0n))],
    ['a value that is gone', withItem(1, entry('secret', branch([note, a])))],
    ['a value under another key', withItem(1, entry('secret2', branch([note, a, list])))],
    ['another order', withItem(1, entry('secret', branch([note, list, a])))],
    ['one value more', [branch([...items, entry('more', 'z')])]],
  ])('%s', async (_, reread) => {
    await expect(check(reread)).rejects.toSatisfy((error) => isSopsError(error, 'EMIT_FAILED'))
  })
})

it('warns of an encrypted comment that moved', async () => {
  const [note, ...others] = secretsOf(written.branches)
  if (note === undefined) throw new Error('items')
  const reread = [branch([note, ...items.with(1, entry('secret', branch(others)))])]
  expect(await check(reread)).toMatchObject([{ code: 'COMMENT_MOVED', path: ['secret'] }])
})

it('lets clear text change its spelling under mac_only_encrypted (M5)', async () => {
  const options = { ...operationOptions, rule, macOnlyEncrypted: true }
  const loose = await encryptTree(plain, options)
  const reread = [branch((loose.branches[0]?.items ?? []).with(0, entry('plain', 0n)))]
  expect(await requireReadable({ written: loose, reread, layout: 'nested' })).toEqual([])
})

it('refuses to lose bytes that are not UTF-8, even where the MAC does not cover them (J9)', async () => {
  const options = { ...operationOptions, rule, macOnlyEncrypted: true }
  const [document] = plain
  const bytes = [branch((document?.items ?? []).with(0, entry('plain', Uint8Array.of(0xff))))]
  const loose = await encryptTree(bytes, options)
  const reread = [branch((loose.branches[0]?.items ?? []).with(0, entry('plain', '\ufffd')))]
  const attempt = requireReadable({ written: loose, reread, layout: 'nested' })
  await expect(attempt).rejects.toSatisfy((error) => isSopsError(error, 'EMIT_FAILED'))
  const kept = { written: loose, reread: loose.branches, layout: 'nested' } as const
  expect(await requireReadable(kept)).toEqual([])
})

it.each([null, ''])(
  'lets the rule judge %j otherwise, which it never encrypts (V12, V13)',
  async (value) => {
    const marked = { kind: 'encrypted-comment-regex', pattern: 'enc' } as const
    const nothing = entry('a', value)
    const file = await encryptTree([branch([comment(' enc'), nothing])], {
      ...operationOptions,
      rule: marked,
    })
    const reread = [branch(file.branches[0]?.items.slice(1) ?? [])]
    expect(await requireReadable({ written: file, reread, layout: 'nested' })).toEqual([])
  },
)

it('refuses a comment rule that judges the encrypted file otherwise (R6, R9, V20)', async () => {
  const marked = { kind: 'encrypted-comment-regex', pattern: 'enc' } as const
  const list = sequence([comment(' enc'), comment(' second'), 'x'])
  const file = await encryptTree([branch([entry('l', list)])], {
    ...operationOptions,
    rule: marked,
  })
  const attempt = requireReadable({ written: file, reread: file.branches, layout: 'nested' })
  await expect(attempt).rejects.toSatisfy((error) => isSopsError(error, 'EMIT_FAILED'))
})
