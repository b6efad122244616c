import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { OldFile } from '@sopskit/test-vectors'
import {
  loadOldFiles,
  oldDataKey,
  oldDataKeyCount,
  readOldFile,
  spawnProgram,
  testIdentity,
} from '@sopskit/test-vectors'
import { afterAll, describe, expect, it } from 'vitest'
import { labProgram } from '../live/lab.ts'
import { openGpgRing } from './gpg-key-service.ts'
import { mended } from './mended.ts'
import { pgpMessages } from './pgp-messages.ts'
import { readOld } from './read-old-file.ts'
import { recordedKeyService } from './recorded-key-service.ts'
import { type Recovered, recoveredFiles } from './recovered-files.ts'

const old = loadOldFiles()
const forPgp = old.filter(({ pgp }) => pgp)
const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
const ring = openGpgRing()
const sops = spawnProgram(labProgram('sops'))
afterAll(() => {
  ring.close()
  rmSync(folder, { recursive: true })
})

describe('the recorded data keys', () => {
  it('are those that gpg gives, for every OpenPGP message of every file', async () => {
    const messages = new Set((await Promise.all(forPgp.map(pgpMessages))).flat())
    expect({ files: forPgp.length, messages: messages.size }).toEqual({ files: 240, messages: 264 })
    expect(oldDataKeyCount()).toBe(messages.size)
    for (const message of messages) {
      const dataKey = await ring.service.unwrap({ type: 'pgp', fingerprint: '' }, message, {})
      expect(Uint8Array.from(dataKey ?? [])).toEqual(oldDataKey(message))
    }
  })
})

describe('old files through gpg', () => {
  it.each(forPgp)('$file is read as with the recorded data key', async (file) => {
    const reading = await readOld(file, ring.service)
    expect(reading).toEqual(await readOld(file, recordedKeyService))
  })
})

describe('old files through sops 3.13.3', () => {
  it.each(old)('$file is what the manifest says', async (file) => {
    const { exit, stdout } = await decryptBySops(file, readOldFile(file.file))
    const recorded = file.sops.stdout === undefined ? [] : readOldFile(file.sops.stdout)
    expect(exit).toBe(file.sops.exit)
    expect(Buffer.from(stdout)).toEqual(Buffer.from(recorded))
  })
})

describe('what sopskit reads beyond sops 3.13.3, by sops once it is mended', () => {
  const comparable = recoveredFiles.filter(isMendable)

  it('is all but large integers and a text-mode packet', () => {
    expect(comparable.length).toBe(38)
  })

  it.each(comparable)('$file', async ({ file, warnings }) => {
    const [one] = loadOldFiles((candidate) => candidate.file === file)
    if (one === undefined) throw new Error(`there is no old file ${file}`)
    const text = mended(one, Buffer.from(readOldFile(file)).toString())
    const flags = warnings.includes('LEGACY_SPELLING') ? ['--ignore-mac'] : []
    const theirs = await decryptBySops(one, Buffer.from(text), flags)
    const ours = await readOld(one, ring.service)
    expect(theirs.exit).toBe(0)
    expect(Buffer.from(ours.stdout)).toEqual(Buffer.from(theirs.stdout))
  })
})

function isMendable({ warnings }: Recovered): boolean {
  return warnings.length > 0 && !warnings.includes('LEGACY_INTEGER')
}

function decryptBySops(
  { file, ageKeys, pgp }: OldFile,
  bytes: Uint8Array,
  flags: readonly string[] = [],
): ReturnType<typeof sops> {
  const name = basename(file)
  writeFileSync(join(folder, name), bytes)
  const env = {
    HOME: folder,
    GNUPGHOME: pgp ? ring.folder : folder,
    SOPS_AGE_KEY: ageKeys.map(testIdentity).join('\n'),
    SOPS_DISABLE_VERSION_CHECK: '1',
  }
  return sops({ args: ['decrypt', ...flags, name], cwd: folder, env })
}
