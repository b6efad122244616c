import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { leavesRoot, scopedPath } from '../src/files/scoped-path.ts'
import { nodeFileSystem } from '../src/files/file-system.ts'
import { isRemote } from '../src/kustomization/remote.ts'
import { build, fakeKustomize } from './support/build.ts'
import { encrypted, encryptedManifest, secret } from './support/encrypted.ts'
import { expectError } from './support/expect-error.ts'
import { type Workplace, workplace } from './support/workplace.ts'

function placeWith(files: Readonly<Record<string, string>>): Workplace {
  const place = workplace()
  place.write(files)
  return place
}

describe('kustomizations', () => {
  test.each([
    ['several files', { 'app/kustomization.yaml': '', 'app/Kustomization': '' }, 'multiple'],
    ['no map', { 'app/kustomization.yaml': '- a\n' }, 'app/kustomization.yaml'],
    ['two documents', { 'app/kustomization.yaml': 'a: b\n---\nc: d\n' }, 'more than one document'],
    [
      'a named folder without one',
      { 'app/kustomization.yaml': 'resources: [../b]\n', 'b/x': '' },
      '"b" has no kustomization',
    ],
  ])('%s (FLX-031)', async (_, files, expected) => {
    const place = placeWith(files)
    const error = await build(place, 'app', { runKustomize: fakeKustomize().run }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(SopsError)
    expect(String(error)).toContain(expected)
    expect(place.leftOver()).toEqual([])
  })

  test('a folder in the place of the file', async () => {
    const place = placeWith({ 'app/kustomization.yaml/x': '' })
    await expectError('CONFIG_INVALID', () => build(place, 'app'))
  })

  test('what is named and not there, before kustomize could look for it elsewhere', async () => {
    const place = placeWith({ 'app/kustomization.yaml': 'resources: [missing.yaml]\n' })
    const error = await expectError('FILE_NOT_FOUND', () => build(place, 'app'))
    expect(error.message).toContain('"missing.yaml"')
  })
})

describe('paths that leave the root (FLX-037, FLX-085)', () => {
  const fields = [
    'resources: [../../out.yaml]',
    'resources: [/etc]',
    'components: [../../out]',
    'bases: [../../out]',
    'crds: [/etc/passwd]',
    'generators: [/etc/passwd]',
    'transformers: [../../x]',
    'configurations: [../../x]',
    'openapi: {path: /etc/passwd}',
    'replacements: [{path: ../../x}]',
    'patchesStrategicMerge: [/etc/passwd]',
    'patchesJson6902: [{path: /etc/passwd}]',
    'patches: [{path: /etc/passwd}]',
    'configMapGenerator: [{name: a, files: [k=/etc/passwd]}]',
    'configMapGenerator: [{name: a, envs: [../../x]}]',
    'secretGenerator: [{name: a, files: [../../../etc/passwd]}]',
    'secretGenerator: [{name: a, env: /etc/passwd}]',
    'helmCharts: [{name: a, valuesFile: /etc/passwd}]',
  ]
  test.each(fields)('%s', async (field) => {
    const place = placeWith({ 'app/kustomization.yaml': `${field}\n` })
    const { run } = fakeKustomize()
    const error = await expectError('CONFIG_INVALID', () =>
      build(place, 'app', { runKustomize: run }),
    )
    expect(error.message).toContain('leads out of the root')
  })

  test('there are as many as this', () => expect(fields.length).toBe(18))

  test('in the file that configures a generator', async () => {
    const place = placeWith({
      'app/kustomization.yaml': 'generators: [gen.yaml]\n',
      'app/gen.yaml': 'kind: ConfigMapGenerator\nmetadata: {name: a}\nfiles: [/etc/passwd]\n',
    })
    await expectError('CONFIG_INVALID', () => build(place, 'app'))
  })

  test('by a link: the scratch copy holds none that leads out of it', async () => {
    const place = placeWith({
      'app/kustomization.yaml': 'resources: [a.yaml]\n',
      'app/a.yaml': '',
      'outer/x': '',
    })
    symlinkSync('/etc/hostname', join(place.root, 'app/absolute'))
    symlinkSync('../../../../../../../../etc/hostname', join(place.root, 'app/climbing'))
    symlinkSync('.', join(place.root, 'here'))
    symlinkSync('here/../../../etc/hostname', join(place.root, 'tricky'))
    const { run, seen } = fakeKustomize()
    let leaked: readonly boolean[] = []
    await build(place, 'app', {
      runKustomize: (call) => {
        const paths = ['app/absolute', 'app/climbing', 'tricky']
        leaked = paths.map((path) => existsSync(join(call.cwd, path)))
        return run(call)
      },
    })
    expect(leaked).toEqual([false, false, false])
    expect(Object.keys(seen().texts)).not.toContain('app/absolute')
  })

  test('links in a circle end in an error, and circles of folders end', async () => {
    const place = placeWith({
      'app/kustomization.yaml': 'secretGenerator: [{name: a, files: [a]}]\n',
    })
    symlinkSync('b', join(place.root, 'app/a'))
    symlinkSync('a', join(place.root, 'app/b'))
    const error = await expectError('FILE_UNREADABLE', () => build(place, 'app'))
    expect(error.message).toContain('circle')
    const folders = placeWith({
      'plain/secret.yaml': await encryptedManifest(secret('a', { k: 'v' })),
    })
    symlinkSync('..', join(folders.root, 'plain/up'))
    expect((await build(folders, 'plain')).resources.length).toBe(1)
  })

  test('the root can be given, and the folder must be below it', async () => {
    const place = placeWith({
      'app/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': '',
    })
    const { run } = fakeKustomize()
    const root = join(place.root, 'app')
    await expectError('CONFIG_INVALID', () => build(place, 'app', { root, runKustomize: run }))
    await build(place, 'app', { runKustomize: run })
    await expectError('INVALID_OPTION', () => build(place, 'base', { root }))
    await expectError('FILE_NOT_FOUND', () => build(place, 'nowhere'))
  })

  test('scoped paths (FLX-037)', async () => {
    const place = placeWith({ 'a/b/c': 'x' })
    mkdirSync(join(place.root, 'etc'))
    symlinkSync('/etc', join(place.root, 'a/absolute'))
    symlinkSync('../../..', join(place.root, 'a/b/up'))
    const scoped = (path: string): Promise<string> => scopedPath(place.root, path, nodeFileSystem)
    expect(await scoped('/a/./b/../b/c')).toBe('a/b/c')
    expect(await scoped('../../../etc/passwd')).toBe('etc/passwd')
    expect(await scoped('a/absolute/passwd')).toBe('etc/passwd')
    expect(await scoped('a/b/up/a')).toBe('a')
    expect(leavesRoot('a/b', '../../c')).toBe(false)
    expect(leavesRoot('a/b', '../../../c')).toBe(true)
    expect(leavesRoot('', '..')).toBe(true)
  })
})

describe('remote entries', () => {
  const remote = [
    'https://example.com/a.yaml',
    'http://example.com/a',
    'ssh://git@example.com/a',
    'git::https://example.com/a',
    'git@github.com:org/repo',
    'github.com/org/repo//path?ref=v1',
    'example.com/org/repo.git',
    'example.com/org/repo//base?ref=x',
  ]
  test.each(remote)('%s is one', (entry) => expect(isRemote(entry)).toBe(true))
  test.each(['a.yaml', '../base', './a//b', 'a.d/b.yaml', '/abs'])('%s is none', (entry) => {
    expect(isRemote(entry)).toBe(false)
  })

  test('are left out with a notice, and what kustomize gets has none', async () => {
    const place = placeWith({
      'app/kustomization.yaml': `# kept\nresources:\n- a.yaml\n${remote.map((entry) => `- ${entry}\n`).join('')}patches:\n- path: https://example.com/p.yaml\n- path: p.yaml\n`,
      'app/a.yaml': '',
      'app/p.yaml': '',
    })
    const { run, seen } = fakeKustomize()
    const { notices } = await build(place, 'app', { runKustomize: run })
    expect(notices.map(({ code }) => code)).toEqual(Array(9).fill('REMOTE_SKIPPED'))
    expect(seen().texts['app/kustomization.yaml']).toBe(
      'resources:\n  - a.yaml\npatches:\n  - path: p.yaml\n',
    )
  })
})

describe('nothing secret is told (FLX-049)', () => {
  const value = 'hunter2-of-the-team'

  test('values are redacted in Secrets and wherever a build put them', async () => {
    const place = placeWith({
      'app/kustomization.yaml':
        'resources: [secret.yaml]\nsecretGenerator: [{name: g, files: [token]}]\n',
      'app/secret.yaml': await encryptedManifest(secret('app', { password: value })),
      'app/token': await encrypted('binary', 'of-the-generator\n'),
    })
    const built = [
      await encryptedManifest(secret('app', { password: value })),
      `kind: ConfigMap\nmetadata: {name: c, annotations: {copy: "is ${value}"}}\ndata:\n  token: |\n    of-the-generator\nbinaryData:\n  b: ${Buffer.from('x of-the-generator y').toString('base64')}\n`,
      secret('plain', { k: 'never encrypted' }),
      `kind: Deployment\nmetadata: {name: d}\nspec: {env: [${value}, other]}\n`,
    ].join('---\n')
    const { run } = fakeKustomize(built)
    const { manifests, notices } = await build(place, 'app', {
      runKustomize: run,
      showSecrets: false,
    })
    for (const text of [value, 'of-the-generator', 'never encrypted', 'b3YtdGhl']) {
      expect(manifests).not.toContain(text)
    }
    expect(manifests.match(/<redacted>/g)?.length).toBe(6)
    expect(manifests).toContain('other')
    expect(notices.map(({ code }) => code)).toContain('DECRYPTED_OUTSIDE_SECRET')
  })

  test('decrypted values of other kinds, whatever they look like or are equal to', async () => {
    const kind = 'kind: HelmRelease\nmetadata: {name: app}\nuser: admin\n'
    const values = 'data:\n  password: admin\n  flag: true\n  list: [1, plain_unencrypted]\n'
    const place = placeWith({ 'app/a.yaml': await encryptedManifest(`${kind}${values}`) })
    const { manifests } = await build(place, 'app', { showSecrets: false })
    expect(manifests).toContain('password: <redacted>')
    expect(manifests).toContain('flag: <redacted>')
    expect(manifests.match(/- <redacted>/g)?.length).toBe(2)
    const { run } = fakeKustomize(await encryptedManifest(`${kind}${values}`))
    const built = placeWith({ 'app/kustomization.yaml': '' })
    const again = await build(built, 'app', { showSecrets: false, runKustomize: run })
    expect(again.manifests).toBe(manifests)
  })

  test('what kustomize says is withheld when it could quote something decrypted', async () => {
    const failing = async (): Promise<{ status: number; stdout: Uint8Array; stderr: string }> => ({
      status: 1,
      stdout: new Uint8Array(),
      stderr: `Error: cannot parse ${value}`,
    })
    const files = { 'app/kustomization.yaml': 'secretGenerator: [{name: g, files: [token]}]\n' }
    const plain = placeWith({ ...files, 'app/token': 'x' })
    const shown = await expectError('COMMAND_FAILED', () =>
      build(plain, 'app', { runKustomize: failing }),
    )
    expect(shown.message).toContain('cannot parse')
    const place = placeWith({ ...files, 'app/token': await encrypted('binary', value) })
    const error = await expectError('COMMAND_FAILED', () =>
      build(place, 'app', { runKustomize: failing }),
    )
    expect(error.message).not.toContain(value)
    expect(place.leftOver()).toEqual([])
  })

  test('an error in decrypted or encrypted text quotes nothing of it', async () => {
    const text = (await encryptedManifest(secret('app', { password: value }))).replace(
      /password: ENC\[[^\]]*\]/,
      `password: ${value}`,
    )
    const place = placeWith({ 'app/secret.yaml': text })
    const error = await expectError('VALUE_NOT_ENCRYPTED', () => build(place, 'app'))
    expect(error.message).not.toContain(value)
    expect(error.message).toContain('app/secret.yaml')
  })
})

describe('ending', () => {
  test('an abort stops the build and removes the scratch copy', async () => {
    const place = placeWith({ 'app/kustomization.yaml': '' })
    const controller = new AbortController()
    await expectError('ABORTED', () =>
      build(place, 'app', {
        signal: controller.signal,
        runKustomize: async () => {
          expect(place.leftOver().length).toBe(1)
          controller.abort()
          throw new SopsError('ABORTED', 'Stopped before it was done.')
        },
      }),
    )
    expect(place.leftOver()).toEqual([])
    await expectError('ABORTED', () => build(place, 'app', { signal: controller.signal }))
  })

  test('without kustomize an error says what is missing, and one in a relative folder is not run', async () => {
    const place = placeWith({ 'app/kustomization.yaml': '' })
    for (const PATH of ['', '.:bin', '/nowhere']) {
      const error = await expectError('COMMAND_FAILED', () =>
        build(place, 'app', { env: { PATH } }),
      )
      expect(error.message).toContain('--kustomize')
    }
  })

  test('a scratch folder that cannot be made or removed is told', async () => {
    const place = placeWith({ 'app/a.yaml': '' })
    const temporaryRoot = join(place.root, 'nowhere')
    await expectError('FILE_UNWRITABLE', () => build(place, 'app', { temporaryRoot }))
    const fileSystem = { ...nodeFileSystem, rm: () => Promise.reject(new Error('busy')) }
    const error = await expectError('FILE_UNWRITABLE', () => build(place, 'app', { fileSystem }))
    expect(error.message).toContain('Remove it by hand')
  })
})

describe('a committed manifest that was changed is noticed (FLX-086)', () => {
  test.each([
    [
      'with an escape in the name of its metadata',
      (text: string) => text.replace(/^sops:/m, '"sop\\x73":'),
    ],
    ['in UTF-16', (text: string) => `\uFEFF${text}`],
  ])('%s', async (title, disguise) => {
    const manifest = await encryptedManifest(secret('a', { password: 'hunter2' }))
    const changed = disguise(manifest.replace('name: a', 'name: b'))
    const place = placeWith({ 'app/kustomization.yaml': 'resources: [secret.yaml]\n' })
    const encoding = title === 'in UTF-16' ? 'utf16le' : 'utf8'
    writeFileSync(join(place.root, 'app/secret.yaml'), Buffer.from(changed, encoding))
    await expectError('MAC_MISMATCH', () =>
      build(place, 'app', { runKustomize: fakeKustomize().run }),
    )
  })
})
