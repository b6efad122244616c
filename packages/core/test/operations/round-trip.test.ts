import {
  branch,
  comment,
  decryptTree,
  encryptTree,
  entry,
  isSopsError,
  sequence,
  timestamp,
  type TreeBranches,
} from '@sopskit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aeads } from '../support/aeads.ts'
import { trees } from '../support/arbitrary-trees.ts'
import { operationOptions } from '../support/operation-options.ts'

/** Every kind of leaf once. */
const everything: TreeBranches = [
  branch([
    comment(' head'),
    entry('text', 'hunter2'),
    entry('empty', ''),
    entry('bytes', Uint8Array.of(0xff, 0x00)),
    entry('int', -7n),
    entry('float', 1.5),
    entry('bool', true),
    entry('time', timestamp('2001-12-14T21:59:43.1-05:00')),
    entry('nothing', null),
    entry('list', sequence([comment(' in list'), 'x', 'x', sequence([1n]), branch([])])),
    entry('plain_unencrypted', 'visible'),
  ]),
  branch([entry('second', 'document')]),
]

describe.each(aeads)('$name', (aead) => {
  const options = { ...operationOptions, aead }

  it('gives back every kind of leaf (V-table)', async () => {
    const encrypted = await encryptTree(everything, options)
    const decrypted = await decryptTree(encrypted.branches, options)
    expect(decrypted.branches).toEqual(everything)
    expect([decrypted.macVerified, decrypted.warnings, encrypted.warnings]).toEqual([true, [], []])
  })

  it('leaves nothing readable but what the rule leaves plain', async () => {
    const { branches } = await encryptTree(everything, options)
    const text = JSON.stringify(branches, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    )
    expect(text).toContain('visible')
    for (const secret of ['hunter2', 'document', 'head', 'in list', '2001-12', '-7n', '1.5']) {
      expect(text).not.toContain(secret)
    }
  })

  it('writes what the metadata needs (D3, D10, D14)', async () => {
    const { metadata } = await encryptTree(everything, options)
    expect(metadata).toMatchObject({
      lastModified: '2024-01-02T03:04:05Z',
      version: '3.13.3',
      shamirThreshold: 0,
      macOnlyEncrypted: false,
      rule: { kind: 'unencrypted-suffix', suffix: '_unencrypted' },
    })
  })

  it('uses a new data key and new IVs every time (K1, V1)', async () => {
    const once = await encryptTree(everything, options)
    const twice = await encryptTree(everything, options)
    expect(once.metadata.keyGroups).not.toEqual(twice.metadata.keyGroups)
    expect(once.metadata.mac).not.toBe(twice.metadata.mac)
  })
})

it('gives back any tree under any rule', async () => {
  const rules = fc.constantFrom(
    { kind: 'none' } as const,
    { kind: 'unencrypted-suffix', suffix: 'a' } as const,
    { kind: 'encrypted-suffix', suffix: 'a' } as const,
    { kind: 'encrypted-regex', pattern: '[a-m]' } as const,
    { kind: 'unencrypted-regex', pattern: '^[a-m]' } as const,
  )
  await fc.assert(
    fc.asyncProperty(trees, rules, fc.boolean(), async (tree, rule, macOnlyEncrypted) => {
      const options = { ...operationOptions, rule, macOnlyEncrypted }
      const encrypted = await encryptTree(tree, options)
      expect((await decryptTree(encrypted.branches, options)).branches).toEqual(tree)
    }),
  )
})

describe('refuses before any key service is asked', () => {
  const unreachable = {
    name: 'unreachable',
    wrap: () => expect.fail(),
    unwrap: () => expect.fail(),
  }
  it.each<[string, TreeBranches, object]>([
    ['EMPTY_DOCUMENT', [], {}],
    ['ALREADY_ENCRYPTED', [branch([entry('sops', branch([]))])], {}],
    ['INVALID_REGEX', [branch([])], { rule: { kind: 'encrypted-regex', pattern: '(' } }],
    ['NO_RECIPIENTS', [branch([])], { keyGroups: [] }],
    ['EMPTY_KEY_GROUP', [branch([])], { keyGroups: [[]] }],
  ])('%s', async (code, tree, extra) => {
    const options = { ...operationOptions, services: [unreachable], ...extra }
    await expect(encryptTree(tree, options)).rejects.toSatisfy(
      (error) => isSopsError(error) && error.code === code,
    )
  })
})

it.each([
  ['an int beyond 64 bits', entry('a', 2n ** 63n)],
  ['half of a surrogate pair', entry('a', 'x\ud800')],
])('refuses what would not come back: %s', async (_, item) => {
  await expect(encryptTree([branch([item])], operationOptions)).rejects.toSatisfy((error) =>
    isSopsError(error, 'UNSUPPORTED_VALUE'),
  )
})

it('warns when the rule selects nothing (R10)', async () => {
  const rule = { kind: 'encrypted-suffix', suffix: '_secret' } as const
  const { warnings } = await encryptTree([branch([entry('a', 'x')])], { ...operationOptions, rule })
  expect(warnings.map(({ code }) => code)).toEqual(['RULE_SELECTS_NOTHING'])
})
