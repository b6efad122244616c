import type { OldFile } from '@sopskit/test-vectors'
import { loadOldFiles, oldFilePath, readOldFile, testIdentity } from '@sopskit/test-vectors'
import { describe, expect, it } from 'vitest'
import { inProcess } from '../conformance/in-process-program.ts'
import { comparable } from './comparable.ts'
import { readOld } from './read-old-file.ts'
import { recordedKeyService } from './recorded-key-service.ts'
import { recoveredFiles } from './recovered-files.ts'
import { refusedFiles } from './refused-files.ts'

const old = loadOldFiles()
const read = (file: OldFile) => readOld(file, recordedKeyService)
const isRead = ({ sops }: OldFile): boolean => sops.exit === 0

describe('the 475 files by 22 releases', () => {
  it('are each read as sops 3.13.3 does, or read beyond it, or refused like everywhere', () => {
    const beyond = [...recoveredFiles, ...refusedFiles].map(({ file }) => file)
    expect({
      all: old.length,
      releases: new Set(old.map(({ version }) => version)).size,
      asSops: old.filter(isRead).length,
      beyondSops: recoveredFiles.length,
      refused: refusedFiles.length,
    }).toEqual({ all: 475, releases: 22, asSops: 427, beyondSops: 42, refused: 6 })
    expect(beyond.toSorted()).toEqual(
      old
        .filter((one) => !isRead(one))
        .map(({ file }) => file)
        .toSorted(),
    )
  })
})

describe('what sops 3.13.3 reads', () => {
  const files = old.filter(isRead)

  it.each(files)('$file gives the same bytes', async (file) => {
    const { exit, stdout, warnings } = await read(file)
    expect(exit).toBe(0)
    expect(Buffer.from(stdout)).toEqual(Buffer.from(readOldFile(file.sops.stdout ?? '')))
    // Of comments in clear text sops warns too (V21).
    expect(warnings.filter((code) => code !== 'PLAIN_COMMENT')).toEqual([])
  })

  const forAge = files.filter(({ pgp }) => !pgp)

  it('is for age in 235 files', () => {
    expect(forAge.length).toBe(235)
  })

  it.each(forAge)('$file gives the same through the command', async ({ file, ageKeys, sops }) => {
    const env = { HOME: '/dev/null/none', SOPS_AGE_KEY: ageKeys.map(testIdentity).join('\n') }
    const call = { args: ['decrypt', oldFilePath(file)], cwd: oldFilePath(''), env }
    const { exit, stdout } = await inProcess(call)
    expect(exit).toBe(0)
    expect(Buffer.from(stdout)).toEqual(Buffer.from(readOldFile(sops.stdout ?? '')))
  })
})

describe('what sops 3.13.3 refuses or crashes on, and can be read', () => {
  it.each(recoveredFiles)('$file: $warnings', async ({ file, warnings, like }) => {
    const one = entryOf(file)
    const reading = await read(one)
    expect({ exit: reading.exit, warnings: reading.warnings }).toEqual({ exit: 0, warnings })
    const expected = readOldFile((like === 'plain' ? one.plain : one.writer.stdout) ?? '')
    expect(await comparable(one.format, reading.stdout)).toEqual(
      await comparable(one.format, expected),
    )
  })
})

describe('what nobody reads', () => {
  it.each(refusedFiles)('$file, because $why', async ({ file, code }) => {
    const one = entryOf(file)
    expect(one.writer.exit).not.toBe(0)
    const { exit, code: thrown, stderr } = await read(one)
    expect({ exit, code: thrown }).toEqual({ exit: one.sops.exit, code })
    expect(stderr).toContain(`sopskit: ${code}: `)
  })
})

it('a wrong suffix in the metadata, which nothing covers, can be corrected by hand', async () => {
  const one = entryOf('1.18/yaml-unencrypted-suffix.enc.yaml')
  const text = Buffer.from(readOldFile(one.file)).toString()
  const corrected = text.replace('unencrypted_suffix: _unencrypted', 'unencrypted_suffix: _clear')
  const { exit, stdout } = await readOld(one, recordedKeyService, Buffer.from(corrected))
  expect(exit).toBe(0)
  const plain = readOldFile(one.plain ?? '')
  expect(await comparable(one.format, stdout)).toEqual(await comparable(one.format, plain))
})

function entryOf(file: string): OldFile {
  const found = old.find((one) => one.file === file)
  if (found === undefined) throw new Error(`there is no old file ${file}`)
  return found
}
