import { setAtPath, type TreePath, unsetAtPath } from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'
import { testRecipient } from '@sopskit/test-vectors'
import {
  addKeyGroup,
  decrypt,
  deleteKeyGroup,
  encrypt,
  type EncryptResult,
  rotate,
  setValue,
  unsetValue,
  updateKeys,
} from 'sopskit'
import { describe, expect, it } from 'vitest'
import { dataOf } from '../live/tree-data.ts'
import {
  pathToChange,
  textOf,
  valueAt,
  withoutCiphertext,
  withoutMacAndTime,
  withoutMetadata,
} from './changed-text.ts'
import { corpus, type CorpusFile, lossyCorpus, readCorpus } from './corpus.ts'
import { expectError } from '../support/expect-error.ts'
import { unprotectedKeys } from './unprotected-keys.ts'

const all = [...corpus, ...lossyCorpus]
const store = yamlStore()
const services = [unprotectedKeys]
const preserve = { format: 'yaml', layout: 'preserve', services } as const
const later = { now: new Date('2030-01-02T03:04:05Z') }

describe('set changes the text of one value, the MAC and the time', () => {
  let count = 0
  it.each(all)('$name', async (file) => {
    const { bytes } = await encrypted(file)
    const path = pathToChange(bytes)
    if (path === undefined) return
    count++
    const set = await setValue(bytes, { ...preserve, ...later, path, value: 'changed' })
    expect(set.warnings).toEqual([])
    const [before, after] = [store.load(bytes)[0], store.load(set.bytes)[0]]
    const [old, now] = [textAt(before, path), textAt(after, path)]
    expect(now).not.toBe(old)
    expect(withoutMacAndTime(textOf(set.bytes).replace(now, old))).toBe(
      withoutMacAndTime(textOf(bytes)),
    )
    await expectData(set.bytes, setAtPath(store.load(readCorpus(file)), path, 'changed'))
  })

  it('in all files but those whose first document is empty', () => {
    expect(count).toBe(75)
  })
})

// A new key behind comments that end the file would take them over (C6).
const endsInComments = ['helm/values-commented-out.yaml', 'compose/override-no-newline.yml']

describe('a key that is added and removed again leaves the text as it was', () => {
  it.each(all.filter(({ name }) => !endsInComments.includes(name)))('$name', async (file) => {
    const { bytes } = await encrypted(file)
    const path = ['added_by_test']
    const set = await setValue(bytes, { ...preserve, path, value: 'new' })
    expect(set.warnings).toEqual([])
    await expectData(set.bytes, setAtPath(store.load(readCorpus(file)), path, 'new'))
    const removed = await unsetValue(set.bytes, { ...preserve, path })
    expect(removed.warnings).toEqual([])
    expect(withoutMacAndTime(textOf(removed.bytes))).toBe(withoutMacAndTime(textOf(bytes)))
  })

  it('but for a file where the layout of sops keeps comments, which gets it with a warning', async () => {
    const file = fileNamed('helm/values-commented-out.yaml')
    const { bytes } = await encrypted(file)
    const set = await setValue(bytes, { ...preserve, path: ['added'], value: 'new' })
    expect(set.warnings.map(({ code, path }) => [code, path])).toEqual([['LAYOUT_NOT_KEPT', []]])
    await expectData(set.bytes, setAtPath(store.load(readCorpus(file)), ['added'], 'new'))
  })

  it('and one where not even that does, which is refused', async () => {
    const { bytes } = await encrypted(fileNamed('compose/override-no-newline.yml'))
    await expectError('EMIT_FAILED', () =>
      setValue(bytes, { ...preserve, path: ['added'], value: 'new' }),
    )
  })
})

describe('unset takes away a value and nothing else', () => {
  it.each(all)('$name', async (file) => {
    const { bytes } = await encrypted(file)
    const path = pathToChange(bytes)
    if (path === undefined) return
    const removed = await unsetValue(bytes, { ...preserve, path })
    expect(removed.warnings.map(({ code }) => code)).toEqual(
      file.name === 'kubernetes/image-pull-secret.yaml' ? ['RULE_SELECTS_NOTHING'] : [],
    )
    await expectData(removed.bytes, unsetAtPath(store.load(readCorpus(file)), path))
  })
})

describe('rotate changes ciphertexts, wrapped keys and nothing else', () => {
  it.each(all)('$name', async (file) => {
    const { bytes } = await encrypted(file)
    const rotated = await rotate(bytes, { ...preserve, ...later })
    expect(rotated.warnings).toEqual([])
    expect(textOf(rotated.bytes)).not.toBe(textOf(bytes))
    expect(withoutCiphertext(textOf(rotated.bytes))).toBe(withoutCiphertext(textOf(bytes)))
    await expectData(rotated.bytes, store.load(readCorpus(file)))
  })
})

describe('updatekeys and groups change the metadata alone', () => {
  it.each(all)('$name', async (file) => {
    const { bytes } = await encrypted(file)
    const second = testRecipient(1)
    const updated = await updateKeys(bytes, {
      ...preserve,
      recipients: [testRecipient(0), second],
    })
    const added = await addKeyGroup(bytes, { ...preserve, keys: [second] })
    const deleted = await deleteKeyGroup(added.bytes, {
      ...preserve,
      index: 1,
      shamirThreshold: 1,
    })
    for (const { bytes: changed, warnings } of [updated, added, deleted]) {
      expect(warnings).toEqual([])
      expect(textOf(changed)).not.toBe(textOf(bytes))
      expect(withoutMetadata(textOf(changed))).toBe(withoutMetadata(textOf(bytes)))
      await expectData(changed, store.load(readCorpus(file)))
    }
  })
})

const results = new Map<CorpusFile, EncryptResult>()

function fileNamed(name: string): CorpusFile {
  const file = all.find((one) => one.name === name)
  if (file === undefined) throw new Error(`no file ${name}`)
  return file
}

/** Encrypts a file, once for all tests. */
async function encrypted(file: CorpusFile): Promise<EncryptResult> {
  const options = { ...preserve, recipients: testRecipient(0), ...file.rule }
  const result = results.get(file) ?? (await encrypt(readCorpus(file), options))
  results.set(file, result)
  return result
}

/** A value as it is written, without the last bracket of a ciphertext (which may have an escape). */
function textAt(document: Parameters<typeof valueAt>[0], path: TreePath): string {
  const value = valueAt(document, path)
  if (typeof value !== 'string') return JSON.stringify(value)
  return value.startsWith('ENC[') ? value.slice(0, -1) : value
}

async function expectData(bytes: Uint8Array, tree: Parameters<typeof dataOf>[0]): Promise<void> {
  const { bytes: plain } = await decrypt(bytes, { format: 'yaml', services })
  expect(dataOf(store.load(plain))).toBe(dataOf(tree))
}
