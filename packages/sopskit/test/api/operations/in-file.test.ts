import { readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  addKeyGroupInFile,
  checkKeysInFile,
  decryptFile,
  deleteKeyGroupInFile,
  encryptFile,
  isSopsError,
  loadConfig,
  rotateFile,
  setValueInFile,
  unsetValueInFile,
  updateKeysInFile,
} from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'
import { namesIn, temporaryFolder } from '../../support/temporary-folder.ts'

const [zero, one] = [0, 1].map(testRecipient) as [string, string]
const keys = { identities: [0, 1].map(testIdentity) } as const
let folder: string
let file: string

beforeEach(async () => {
  folder = await temporaryFolder()
  file = join(folder, 'x.yaml')
  await writeFile(file, 'a: x\nb: z\n')
  await encryptFile(file, { recipients: zero, inPlace: true })
})

const text = (path = file) => readFile(path, 'utf8')
/** What every write changes. */
const marksOf = async (path: string) => {
  const { ino, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
  return { ino, mtimeNs, ctimeNs }
}
const plain = async (path = file) => (await decryptFile(path, keys)).text()

describe('set, unset and updateKeys write in place', () => {
  test('unless told otherwise', async () => {
    const set = await setValueInFile(file, { ...keys, path: '["a"]', value: 1 })
    expect(set).toMatchObject({ writtenTo: file, changed: true })
    expect(await text()).toBe(set.text())
    expect(await plain()).toBe('a: 1\nb: z\n')
    await unsetValueInFile(file, { ...keys, path: '["b"]' })
    expect(await plain()).toBe('a: 1\n')
    const updated = await updateKeysInFile(file, { ...keys, recipients: [zero, one] })
    expect(updated).toMatchObject({ writtenTo: file, changed: true })
    expect((await text()).match(/BEGIN AGE/g)).toHaveLength(2)
  })

  test('or to another file, or nowhere', async () => {
    const before = await text()
    const output = join(folder, 'y.json')
    const json = { output, outputFormat: 'json' } as const
    const set = await setValueInFile(file, { ...keys, ...json, path: '["a"]', value: 1 })
    expect(set.writtenTo).toBe(output)
    expect(await plain(output)).toBe('{\n\t"a": 1,\n\t"b": "z"\n}\n')
    const dry = await unsetValueInFile(file, { ...keys, path: '["a"]', inPlace: false })
    expect(dry).toMatchObject({ writtenTo: undefined, changed: true })
    expect(await text()).toBe(before)
    await expectError('CONFLICTING_OPTIONS', () =>
      unsetValueInFile(file, { ...keys, path: '["a"]', inPlace: true, output }),
    )
  })

  test('but not without a change, and then not even the time of the file differs', async () => {
    const before = await marksOf(file)
    const set = { ...keys, path: '["a"]', value: 'x', idempotent: true }
    const unset = { ...keys, path: '["zz"]', idempotent: true }
    const results = [
      await setValueInFile(file, set),
      await unsetValueInFile(file, unset),
      await updateKeysInFile(file, { ...keys, recipients: zero }),
    ]
    expect(results.map(({ writtenTo, changed }) => [writtenTo, changed])).toEqual([
      [undefined, false],
      [undefined, false],
      [undefined, false],
    ])
    expect(await marksOf(file)).toEqual(before)
    const output = join(folder, 'copy.yaml')
    await setValueInFile(file, { ...set, output })
    expect(await text(output)).toBe(await text())
  })
})

test('rotate and groups write only where they are told to', async () => {
  const before = await text()
  const rotated = await rotateFile(file, keys)
  const grouped = await addKeyGroupInFile(file, { ...keys, keys: [one] })
  expect([rotated.writtenTo, grouped.writtenTo]).toEqual([undefined, undefined])
  expect(await text()).toBe(before)
  await rotateFile(file, { ...keys, inPlace: true })
  await addKeyGroupInFile(file, { ...keys, keys: [one], inPlace: true })
  const output = join(folder, 'y.yaml')
  await deleteKeyGroupInFile(file, { ...keys, index: 0, shamirThreshold: 1, output })
  expect(await text()).toContain('key_groups:')
  expect(await text(output)).not.toContain('key_groups:')
  expect(await plain(output)).toBe('a: x\nb: z\n')
})

test('a failure leaves the file as it was', async () => {
  const before = await text()
  const failures = [
    () => setValueInFile(file, { ...keys, path: '["a"]["b"', value: 1 }),
    () => unsetValueInFile(file, { ...keys, path: '["zz"]' }),
    () => rotateFile(file, { ...keys, removeKeys: [zero], inPlace: true }),
    () => updateKeysInFile(file, { ...keys, recipients: [zero, 'age1bogus'] }),
    () => addKeyGroupInFile(file, { ...keys, keys: ['age1bogus'], inPlace: true }),
    () => setValueInFile(file, { ...keys, path: '["a"]', value: 1, identities: [] }),
  ]
  for (const failure of failures) await expect(failure()).rejects.toSatisfy((e) => isSopsError(e))
  expect(await text()).toBe(before)
  expect(await namesIn(folder)).toEqual(['x.yaml'])
})

test('a wrong path is told before a missing file, as by sops', async () => {
  const missing = join(folder, 'no.yaml')
  await expectError('INVALID_PATH', () => setValueInFile(missing, { ...keys, path: 'a', value: 1 }))
  await expectError('INVALID_PATH', () => unsetValueInFile(missing, { ...keys, path: 'a' }))
  await expectError('FILE_NOT_FOUND', () =>
    setValueInFile(missing, { ...keys, path: '["a"]', value: 1 }),
  )
})

describe('edits at the same time', () => {
  test('none of them is lost: who comes late is told', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `key${n}`)
    const outcomes = await Promise.allSettled(
      names.map((name) => setValueInFile(file, { ...keys, path: [name], value: name })),
    )
    const written = names.filter((_, n) => outcomes[n]?.status === 'fulfilled')
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused.every(({ reason }) => isSopsError(reason, 'FILE_CHANGED'))).toBe(true)
    expect(written.length).toBeGreaterThan(0)
    expect(await plain()).toBe(
      `a: x\nb: z\n${written.map((name) => `${name}: ${name}\n`).join('')}`,
    )
    expect(await namesIn(folder)).toEqual(['x.yaml'])
  })

  test('through a symbolic link as well', async () => {
    const link = join(folder, 'link.yaml')
    await symlink('x.yaml', link)
    const outcomes = await Promise.allSettled(
      [file, link, file, link].map((path, n) =>
        setValueInFile(path, { ...keys, path: [`k${n}`], value: n }),
      ),
    )
    const count = outcomes.filter(({ status }) => status === 'fulfilled').length
    expect((await plain()).match(/^k\d/gm)).toHaveLength(count)
  })

  test.each(['encrypt', 'decrypt', 'rotate'] as const)('in place: %s', async (name) => {
    if (name === 'encrypt') await writeFile(file, 'a: x\n')
    // Somebody else writes while the data key is asked for.
    const meanwhile = async () => {
      await writeFile(file, 'theirs: 1\n')
      return null
    }
    const services = [{ name: 'slow', wrap: meanwhile, unwrap: meanwhile }]
    const writing = { services, inPlace: true }
    const options = { ...keys, ...writing }
    await expectError('FILE_CHANGED', () => {
      if (name === 'encrypt') return encryptFile(file, { ...writing, recipients: zero })
      return name === 'decrypt' ? decryptFile(file, options) : rotateFile(file, options)
    })
    expect(await text()).toBe('theirs: 1\n')
  })
})

describe('the keys of a rule', () => {
  const rules = () => `creation_rules:
  - path_regex: ^two/
    age: ${zero},${one}
  - path_regex: yaml$
    age: ${one}
    shamir_threshold: 9
`

  test('are those of the first that matches; nothing else of it counts (CLI-104)', async () => {
    await writeFile(join(folder, '.sops.yaml'), rules())
    const config = await loadConfig(join(folder, '.sops.yaml'))
    expect((await checkKeysInFile(file, { config })).groups).toHaveLength(1)
    const { metadata, changed } = await updateKeysInFile(file, { ...keys, config })
    expect(changed).toBe(true)
    expect(metadata.shamirThreshold).toBe(0)
    expect(metadata.keyGroups.map((group) => group.keys.map(({ key }) => key))).toEqual([
      [{ type: 'age', recipient: one }],
    ])
    expect((await updateKeysInFile(file, { config })).changed).toBe(false)
  })

  test('give way to keys that are given', async () => {
    await writeFile(join(folder, '.sops.yaml'), rules())
    const config = await loadConfig(join(folder, '.sops.yaml'))
    const changes = await checkKeysInFile(file, { config, recipients: zero })
    expect(changes.changed).toBe(false)
  })

  test('that matches nothing are an error', async () => {
    await writeFile(join(folder, '.sops.yaml'), rules().replace('yaml$', 'json$'))
    const config = await loadConfig(join(folder, '.sops.yaml'))
    await expectError('NO_MATCHING_RULE', () => updateKeysInFile(file, { ...keys, config }))
    await expectError('NO_RECIPIENTS', () => updateKeysInFile(file, keys))
  })
})

test('confirm sees the changes, and its no leaves the file as it is', async () => {
  const before = await text()
  const asked: boolean[] = []
  const confirm = (answer: boolean) => (changes: { readonly changed: boolean }) => {
    asked.push(changes.changed)
    return answer
  }
  const none = { recipients: one, identities: [] }
  const declined = await updateKeysInFile(file, { ...none, confirm: confirm(false) })
  expect(declined).toMatchObject({
    changed: false,
    writtenTo: undefined,
    changes: { changed: true },
  })
  await updateKeysInFile(file, { ...keys, recipients: zero, confirm: confirm(false) })
  expect(asked).toEqual([true])
  expect(await text()).toBe(before)
  const done = await updateKeysInFile(file, { ...keys, recipients: one, confirm: confirm(true) })
  expect(done.changed).toBe(true)
})
