import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const manifest =
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: hunter2\n'

/** A repository that `flux init` prepared, with one encrypted Secret. */
async function repository(): Promise<string> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, '.git'))
  const init = ['flux', 'init', '--root', '.', '--age', testRecipient(0), 'clusters/prod']
  const keys = ['--private-key', '-', '--secret-out', 'sops-age.yaml']
  const { exit, stdout } = await sopskit(folder, [...init, ...keys], { stdin: testIdentity(0) })
  expect(exit).toBe(0)
  expect(stdout).toContain('name: sops-age')
  await writeFile(join(folder, 'clusters/prod/secret.yaml'), manifest)
  await sopskit(folder, ['encrypt', '-i', 'clusters/prod/secret.yaml'])
  return folder
}

describe('flux build', () => {
  test('prints redacted manifests, and secrets only when asked', async () => {
    const folder = await repository()
    const build = ['flux', 'build', '--decryption-secret', 'sops-age.yaml']
    const redacted = await sopskit(folder, [...build, 'clusters/prod'], { env: {} })
    expect(redacted).toEqual({
      exit: 0,
      stdout: manifest.replace('hunter2', '<redacted>'),
      stderr: '',
    })
    const shown = await sopskit(folder, [...build, '--show-secrets', 'clusters/prod'], { env: {} })
    expect(shown.stdout).toBe(manifest)
  })

  test('takes the keys of the environment when no Secret is named', async () => {
    const folder = await repository()
    const { exit } = await sopskit(folder, ['flux', 'build', 'clusters/prod'])
    expect(exit).toBe(0)
    const without = await sopskit(folder, ['flux', 'build', 'clusters/prod'], { env: {} })
    expect(without).toMatchObject({ exit: 128, stdout: '' })
  })

  test('refuses an encrypted Secret without decryption, and names what is broken', async () => {
    const folder = await repository()
    const refused = await sopskit(folder, ['flux', 'build', '--no-decryption', 'clusters/prod'])
    expect(refused).toMatchObject({ exit: 1, stdout: '' })
    expect(refused.stderr).toContain('Secret db')
    await writeFile(join(folder, 'bad.yaml'), manifest.replace('password', 'x.agekey'))
    const broken = await sopskit(folder, [
      'flux',
      'build',
      '--decryption-secret',
      'bad.yaml',
      'clusters/prod',
    ])
    expect(broken).toMatchObject({ exit: 128, stdout: '' })
    expect(broken.stderr).toContain('"x.agekey"')
    expect(broken.stderr).not.toContain('hunter2')
  })

  test('needs a folder that is there', async () => {
    const folder = await temporaryFolder()
    expect((await sopskit(folder, ['flux', 'build'])).exit).toBe(100)
    expect((await sopskit(folder, ['flux', 'build', 'nowhere'])).exit).toBe(2)
    expect((await sopskit(folder, ['flux', 'bild'])).stderr).toContain('flux build')
  })
})

describe('flux init', () => {
  test('says what it does, does it once, and replaces nothing', async () => {
    const folder = await repository()
    const config = await readFile(join(folder, '.sops.yaml'), 'utf8')
    const init = ['flux', 'init', '--root', '.', '--age', testRecipient(0), 'clusters/prod']
    const again = await sopskit(folder, init)
    expect(again.stderr).toContain('keep ".sops.yaml"\n')
    const dry = await sopskit(folder, [...init.slice(0, -1), '--dry-run', 'clusters/stage'])
    expect(dry.stderr).toContain('would extend ".sops.yaml"\n')
    expect(await readFile(join(folder, '.sops.yaml'), 'utf8')).toBe(config)
    const key = ['--private-key', '-', '--secret-out', 'sops-age.yaml', '--namespace', 'other']
    const refused = await sopskit(folder, [...init, ...key], { stdin: testIdentity(0) })
    expect(refused.exit).toBe(3)
    expect(refused.stderr).not.toContain('AGE-SECRET-KEY')
    expect(
      (await sopskit(folder, [...init, ...key, '--force'], { stdin: testIdentity(0) })).exit,
    ).toBe(0)
  })

  test('wants a private key and its place together, and a key to encrypt for', async () => {
    const folder = await temporaryFolder()
    const half = await sopskit(folder, [
      'flux',
      'init',
      '--age',
      testRecipient(0),
      '--secret-out',
      'x',
    ])
    expect(half.exit).toBe(8)
    expect((await sopskit(folder, ['flux', 'init'])).exit).toBe(1)
  })
})
