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
const { branches: written } = await encryptTree(plain, { ...operationOptions, rule })
const items = written[0]?.items ?? []

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
  expect(await check(written)).toEqual([])
})

it('takes a value that only changes its type, not what the MAC covers', async () => {
  const one = await encryptTree([branch([entry('plain', 1)])], { ...operationOptions, rule })
  const reread = [branch([entry('plain', 1n), ...(one.branches[0]?.items.slice(1) ?? [])])]
  expect(await requireReadable({ written: one.branches, reread, layout: 'nested' })).toEqual([])
})

describe('refuses', () => {
  const [note, a, list] = secretsOf(written)
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
  const [note, ...others] = secretsOf(written)
  if (note === undefined) throw new Error('items')
  const reread = [branch([note, ...items.with(1, entry('secret', branch(others)))])]
  expect(await check(reread)).toMatchObject([{ code: 'COMMENT_MOVED', path: ['secret'] }])
})
