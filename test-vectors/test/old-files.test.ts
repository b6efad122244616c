import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { loadOldFiles, oldDataKeyCount, oldFilePath, oldPgpKey, readOldFile } from '../src/index.ts'
import { describe, expect, it } from 'vitest'

describe('the manifest of files by old releases', () => {
  const old = loadOldFiles()

  it('lists every file once', () => {
    expect(old.length).toBe(475)
    expect(new Set(old.map(({ file }) => file)).size).toBe(475)
    expect(new Set(old.map(({ version }) => version)).size).toBe(22)
    expect(loadOldFiles(({ pgp }) => pgp).length).toBe(240)
    expect(oldDataKeyCount()).toBe(264)
  })

  it('knows every file of the folder', () => {
    const named = old.flatMap(({ file, plain, writer, sops }) => [
      file,
      plain,
      writer.stdout,
      sops.stdout,
    ])
    const known = new Set(named.filter((name) => name !== undefined))
    expect(filesOnDisk()).toEqual([...known, 'data-keys.json', 'manifest.json'].toSorted())
  })

  it('has the output of whoever could decrypt a file', () => {
    const outcomes = old.flatMap(({ writer, sops }) => [writer, sops])
    expect(outcomes.filter(({ exit, stdout }) => (exit === 0) !== (stdout !== undefined))).toEqual(
      [],
    )
  })

  it('says of each file who can open it', () => {
    const hasMessage = (file: string): boolean =>
      Buffer.from(readOldFile(file)).includes('BEGIN PGP MESSAGE')
    expect(old.filter(({ file, pgp }) => pgp && !hasMessage(file))).toEqual([])
    expect(old.filter(({ ageKeys, pgp }) => !pgp && ageKeys.length === 0)).toEqual([])
  })

  it('names the OpenPGP key of the published tests', () => {
    const { fingerprint, keyFile } = oldPgpKey()
    expect(fingerprint).toMatch(/^[0-9A-F]{40}$/)
    expect(readFileSync(keyFile, 'latin1')).toMatch(/^-----BEGIN PGP PRIVATE KEY BLOCK-----/)
  })

  it('records no path of the machine it was made on', () => {
    expect(JSON.stringify(old)).not.toMatch(/\/(home|root|tmp|work)\//)
  })
})

function filesOnDisk(): readonly string[] {
  const folder = oldFilePath('')
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
}
