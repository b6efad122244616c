import { encodeUtf8 } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { loadStore } from '../../src/formats/load-store.ts'
import { vaultData } from '../../src/publish/vault-data.ts'
import { expectError } from '../support/expect-error.ts'

/** What Vault is sent for a YAML text. */
async function sent(yaml: string): Promise<unknown> {
  const [from, to] = [await loadStore('yaml'), await loadStore('json', { indent: 0 })]
  const { data } = vaultData(from.load(encodeUtf8(yaml)))
  return JSON.parse(Buffer.from(to.emitValue(data)).toString())
}

const comparable = async (yaml: string) =>
  vaultData((await loadStore('yaml')).load(encodeUtf8(yaml))).comparable

describe('JSON as sops writes it (CLI-113)', () => {
  test.each<[string, unknown]>([
    ['a: x\nb: {c: [y, true, null, 1.5]}', { a: 'x', b: { c: ['y', true, null, 1.5] } }],
    [
      't: 2001-12-14T21:59:43.1Z\nd: 2001-12-14',
      { t: '2001-12-14T21:59:43.1Z', d: '2001-12-14T00:00:00Z' },
    ],
    ['a: []\nb: {}\nc: [[], {}]', { a: null, b: {}, c: [null, []] }],
    ['a: x\n---\nb: y', { a: 'x', b: 'y' }],
  ])('%j', async (yaml, expected) => {
    expect(await sent(yaml)).toEqual(expected)
  })

  test('a map in a list becomes pairs, and so does every map below', async () => {
    const pair = (key: string, value: unknown) => ({ Key: key, Value: value })
    expect(await sent('l: [{a: {b: c}, e: [{f: g}], h: [], i: {}, z: [{}]}]')).toEqual({
      l: [
        [
          pair('a', [pair('b', 'c')]),
          pair('e', [[pair('f', 'g')]]),
          pair('h', null),
          pair('i', []),
          pair('z', [[]]),
        ],
      ],
    })
  })

  test('comments are left out, where sops writes those of lists', async () => {
    expect(await sent('# c\na: 1 # c\nl:\n    # c\n    - x\n    - # c\n      b: y\n')).toEqual({
      a: 1,
      l: ['x', [{ Key: 'b', Value: 'y' }]],
    })
  })
})

describe('what would be lost is refused', () => {
  test('a key in two documents, of which sops writes the last', async () => {
    const error = await expectError('PUBLISH_FAILED', () => sent('a: hunter2\n---\na: x'))
    expect(error.path).toEqual(['a'])
    expect(error.message).not.toContain('hunter2')
  })

  test('bytes that are not UTF-8, which sops replaces', async () => {
    const store = await loadStore('binary')
    const error = await expectError('PUBLISH_FAILED', () =>
      vaultData(store.load(new Uint8Array([0x68, 0xff]))),
    )
    expect(error.path).toEqual(['data'])
  })
})

test.each<[string, boolean]>([
  ['a: x\nb: {c: [true, null, d], e: {}}', true],
  ['a: 1', false],
  ['a: {b: [1.5]}', false],
  ['a: 2001-12-14', false],
  ['a: []', false],
  ['a: [{b: c}]', false],
])('whether sops finds %j to be there already is %s', async (yaml, expected) => {
  expect(await comparable(yaml)).toBe(expected)
})
