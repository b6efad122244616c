import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  encryptFile,
  type FileUpdate,
  isSopsError,
  loadConfig,
  updateKeysInFiles,
} from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'
import { folderContent } from '../../support/folder-content.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const [zero, one] = [0, 1].map(testRecipient) as [string, string]
const identities = [testIdentity(0)]
let folder: string
let files: readonly string[]

beforeEach(async () => {
  folder = await temporaryFolder()
  files = Array.from({ length: 6 }, (_, n) => join(folder, `${n}.yaml`))
  for (const file of files) {
    await writeFile(file, 'a: x\n')
    await encryptFile(file, { recipients: zero, inPlace: true })
  }
})

const keysIn = async (path: string) => (await readFile(path, 'utf8')).match(/BEGIN AGE/g)?.length
const outcomes = (updates: readonly FileUpdate[]) => updates.map(({ outcome }) => outcome)

test('every file is tried, whatever becomes of the others (CLI-105)', async () => {
  const [first = '', second = ''] = files
  await writeFile(first, 'plain: 1\n')
  await encryptFile(second, { recipients: one, output: second, format: 'binary' })
  const paths = [join(folder, 'missing.yaml'), ...files, join(folder, '*.none')]
  const summary = await updateKeysInFiles(paths, { identities, recipients: [zero, one] })
  expect(outcomes(summary.files)).toEqual([
    'failed',
    'failed',
    'failed',
    'updated',
    'updated',
    'updated',
    'updated',
    'failed',
  ])
  expect(summary.counts).toEqual({ updated: 4, outdated: 0, unchanged: 0, skipped: 0, failed: 4 })
  const codes = summary.files.flatMap((file) =>
    file.outcome === 'failed' && isSopsError(file.error) ? [file.error.code] : [],
  )
  expect(codes).toEqual([
    'FILE_NOT_FOUND',
    'METADATA_NOT_FOUND',
    'DATA_KEY_UNAVAILABLE',
    'FILE_NOT_FOUND',
  ])
  expect(await keysIn(files[2] ?? '')).toBe(2)
  const again = await updateKeysInFiles(files.slice(2), { recipients: [one, zero] })
  expect(again.counts).toEqual({ updated: 0, outdated: 0, unchanged: 4, skipped: 0, failed: 0 })
})

describe('without writing', () => {
  test('check needs no identity', async () => {
    const before = await folderContent(folder)
    const options = { recipients: one, mode: 'check' } as const
    const { files: checked } = await updateKeysInFiles(files, options)
    expect(outcomes(checked)).toEqual(files.map(() => 'outdated'))
    expect(checked[0]).toMatchObject({ changes: { changed: true }, warnings: [] })
    expect(
      (await updateKeysInFiles(files, { ...options, recipients: zero })).counts.unchanged,
    ).toBe(6)
    expect(await folderContent(folder)).toEqual(before)
  })

  test('a dry run finds out what would fail', async () => {
    const before = await folderContent(folder)
    const dry = { mode: 'dry-run', recipients: one } as const
    expect((await updateKeysInFiles(files, { ...dry, identities })).counts.outdated).toBe(6)
    expect((await updateKeysInFiles(files, dry)).counts.failed).toBe(6)
    expect(await folderContent(folder)).toEqual(before)
  })
})

test.each([Number.NaN, 'x', -1, 0])('with a limit of %s nobody would work', async (limit) => {
  const options = { identities, recipients: one, limit: limit as number }
  await expectError('INVALID_OPTION', () => updateKeysInFiles(files, options))
})

test('nothing is changed behind the back of a caller whose own function failed', async () => {
  const failing = new Error('mine')
  const onProgress = (): void => {
    throw failing
  }
  const options = { identities, recipients: [zero, one], onProgress, limit: 2 }
  await expect(updateKeysInFiles(files, options)).rejects.toBe(failing)
  const before = await Promise.all(files.map(keysIn))
  expect(before.filter((count) => count === 2)).toHaveLength(2)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await Promise.all(files.map(keysIn))).toEqual(before)
})

test('a limit may be higher than any number of files', async () => {
  const options = { recipients: one, mode: 'check', limit: Number.POSITIVE_INFINITY } as const
  expect((await updateKeysInFiles(files, options)).counts.outdated).toBe(6)
})

test('no more files than the limit are worked on at a time, and each is told when done', async () => {
  let busy = 0
  let most = 0
  const seen: string[] = []
  const wrap = async (): Promise<string> => {
    busy += 1
    most = Math.max(most, busy)
    await new Promise((resolve) => setTimeout(resolve, 5))
    busy -= 1
    return 'wrapped'
  }
  const service = { name: 'slow', wrap, unwrap: async () => new Uint8Array(32) }
  const summary = await updateKeysInFiles([...files, ...files], {
    services: [service],
    recipients: one,
    limit: 2,
    onProgress: ({ path }, { done, total }) => void seen.push(`${path} ${done}/${total}`),
  })
  expect(summary.counts.updated).toBe(6)
  expect(most).toBe(2)
  expect(seen).toHaveLength(6)
  expect(seen.at(-1)).toMatch(/ 6\/6$/)
})

test('the keys of each file can be its own', async () => {
  const { files: updated } = await updateKeysInFiles(files, {
    identities,
    recipients: zero,
    keysFor: (path) => ({ recipients: path === files[0] ? one : [zero, one] }),
  })
  expect(outcomes(updated)).toEqual(files.map(() => 'updated'))
  expect(await Promise.all(files.map(keysIn))).toEqual([1, 2, 2, 2, 2, 2])
})

test('or come from the rule of a configuration', async () => {
  const path = join(folder, '.sops.yaml')
  await writeFile(path, `creation_rules:\n  - path_regex: ^[0-2]\n    age: ${one}\n`)
  const config = await loadConfig(path)
  const summary = await updateKeysInFiles(files, { identities, config })
  expect(summary.counts).toEqual({ updated: 3, outdated: 0, unchanged: 0, skipped: 0, failed: 3 })
  await writeFile(path, 'creation_rules: 5\n')
  await expectError('CONFIG_INVALID', () => loadConfig(path))
})

test('a no to confirm leaves a file as it is', async () => {
  const confirm = (path: string) => path === files[1]
  const summary = await updateKeysInFiles(files, { identities, recipients: one, confirm, limit: 1 })
  expect(outcomes(summary.files)).toEqual([
    'outdated',
    'updated',
    'outdated',
    'outdated',
    'outdated',
    'outdated',
  ])
})

test('after the signal no further file is begun', async () => {
  const stop = new AbortController()
  const { files: updated, counts } = await updateKeysInFiles(files, {
    identities,
    recipients: one,
    limit: 1,
    signal: stop.signal,
    onProgress: (_, { done }) => {
      if (done === 2) stop.abort()
    },
  })
  expect(counts).toEqual({ updated: 2, outdated: 0, unchanged: 0, skipped: 0, failed: 4 })
  const aborted = updated.filter(
    (file) => file.outcome === 'failed' && isSopsError(file.error, 'ABORTED'),
  )
  expect(aborted).toHaveLength(4)
})
