import { readdirSync } from 'node:fs'
import {
  collectLeaves,
  compileRule,
  type EncryptionRule,
  isComment,
  planLeaves,
} from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { decrypt, encrypt, type EncryptResult } from 'sopskit'
import { describe, expect, it } from 'vitest'
import { dataOf } from '../live/tree-data.ts'
import { textOf, withoutMetadata } from './changed-text.ts'
import { corpus, corpusFolder, type CorpusFile, lossyCorpus, readCorpus } from './corpus.ts'

const identities = [testIdentity(0)]
const store = yamlStore()
const all = [...corpus, ...lossyCorpus]

describe('the corpus', () => {
  it('is complete, and each file is listed once', () => {
    expect(corpus).toHaveLength(66)
    expect(lossyCorpus).toHaveLength(10)
    const listed = all.map(({ name }) => name)
    expect(listed.toSorted()).toEqual(filesBelow(corpusFolder).toSorted())
  })
})

describe('files that come back byte for byte', () => {
  it.each(corpus)('$name', async (file) => {
    const plain = readCorpus(file)
    const encrypted = await encryptPreserving(file)
    expect(encrypted.warnings).toEqual([])
    const restored = await decrypt(encrypted.bytes, { ...preserve, identities })
    expect(restored.warnings).toEqual([])
    expect(textOf(restored.bytes)).toBe(textOf(plain))
  })
})

describe('files of which something comes back in another spelling', () => {
  it.each(lossyCorpus)('$name: $losses', async (file) => {
    const encrypted = await encryptPreserving(file)
    expect(encrypted.warnings.map(({ code, path }) => [code, ...path])).toEqual(
      file.losses.map((path) => ['LAYOUT_NOT_KEPT', path]),
    )
    const restored = await decrypt(encrypted.bytes, { ...preserve, identities })
    expect(dataOf(store.load(restored.bytes))).toBe(dataOf(store.load(readCorpus(file))))
    expect(textOf(restored.bytes)).not.toBe(textOf(readCorpus(file)))
  })
})

describe('what encryption changes', () => {
  it.each(all)('$name: lines with values, headers of blocks, and metadata', async (file) => {
    const before = linesOf(readCorpus(file))
    const after = linesOf(
      Buffer.from(withoutMetadata(textOf((await encryptPreserving(file)).bytes))),
    )
    let kept = -1
    const changed = after.filter((line) => {
      const next = before.indexOf(line, kept + 1)
      if (next >= 0) kept = next
      return next < 0
    })
    expect(changed.filter((line) => !/ENC\[AES256_GCM|[|>]\d?-\d?$/.test(line))).toEqual([])
    expect(after.length).toBeLessThanOrEqual(before.length)
  })

  it('leaves nothing readable that is encrypted', async () => {
    let count = 0
    for (const file of all) {
      const { bytes, metadata } = await encryptPreserving(file)
      const secrets = await encryptedTexts(readCorpus(file), metadata.rule)
      // Three letters can stand in any ciphertext.
      const readable = withoutMetadata(textOf(bytes)).replaceAll(/ENC\[[^\]\\]*/g, '')
      expect(secrets.filter((secret) => readable.includes(secret))).toEqual([])
      count += secrets.length
    }
    expect(count).toBe(492)
  })
})

const preserve = { format: 'yaml', layout: 'preserve' } as const

const results = new Map<CorpusFile, EncryptResult>()

/** Encrypts a file, once for all tests. */
async function encryptPreserving(file: CorpusFile): Promise<EncryptResult> {
  const options = { ...preserve, recipients: testRecipient(0), ...file.rule }
  const result = results.get(file) ?? (await encrypt(readCorpus(file), options))
  results.set(file, result)
  return result
}

/** The first lines of all encrypted texts that stand only once in the file. */
async function encryptedTexts(plain: Uint8Array, rule: EncryptionRule): Promise<readonly string[]> {
  const leaves = planLeaves(collectLeaves(store.load(plain)), await compileRule(rule))
  return leaves
    .filter(({ encrypted }) => encrypted)
    .map(({ value }) => (isComment(value) ? value.text : value))
    .flatMap((value) => (typeof value === 'string' ? (value.trim().split('\n')[0] ?? '') : []))
    .filter((text) => text.length > 2 && textOf(plain).split(text).length === 2)
}

/** The lines that are not empty: that those stay shows when the file comes back. */
function linesOf(bytes: Uint8Array): readonly string[] {
  return textOf(bytes)
    .split(/\r?\n/)
    .filter((line) => line !== '')
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replace(/^\//, ''))
}
