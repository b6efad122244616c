import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fluxFormatOf, hasMarker, markedFormat } from '../src/formats/flux-format.ts'
import { build, fakeKustomize } from './support/build.ts'
import { encrypted } from './support/encrypted.ts'
import { expectError } from './support/expect-error.ts'
import { type Workplace, workplace } from './support/workplace.ts'

/** What kustomize would see of the files after they were decrypted. */
async function seenAfter(
  place: Workplace,
  folder = 'app',
): Promise<ReturnType<ReturnType<typeof fakeKustomize>['seen']>> {
  const { run, seen } = fakeKustomize()
  await build(place, folder, { runKustomize: run })
  expect(place.leftOver()).toEqual([])
  return seen()
}

describe('formats and markers', () => {
  test.each([
    ['a.yaml', 'yaml'],
    ['a.yml', 'yaml'],
    ['a.json', 'json'],
    ['.dockerconfigjson', 'json'],
    ['x.dockerconfigjson', 'json'],
    ['a.env', 'dotenv'],
    ['a.ini', 'ini'],
    ['a.YAML', 'binary'],
    ['token', 'binary'],
  ])('%s stands for %s (FLX-033)', (name, format) => {
    expect(fluxFormatOf(name)).toBe(format)
  })

  test('what we and sops write carries the marker of its format (FLX-034)', async () => {
    const texts = {
      yaml: await encrypted('yaml', 'a: b\n'),
      json: await encrypted('json', '{"a":"b"}'),
      dotenv: await encrypted('dotenv', 'a=b\n'),
      ini: await encrypted('ini', '[a]\nb = c\n'),
      binary: await encrypted('binary', 'bytes'),
    }
    for (const [format, text] of Object.entries(texts)) {
      const bytes = Buffer.from(text)
      expect(markedFormat(bytes)).toBe(format === 'binary' ? 'json' : format)
    }
    expect(hasMarker(Buffer.from('{"mac":"ENC[x"}'), 'json')).toBe(false)
    expect(markedFormat(Buffer.from('a: b\n'))).toBeUndefined()
  })
})

describe('files of generators and patches', () => {
  test('are decrypted by key or path, and nothing else is (FLX-032, FLX-033)', async () => {
    const place = workplace()
    place.write({
      'app/kustomization.yaml': `
secretGenerator:
  - name: a
    files: [token=token.encrypted, config.json=config.enc, plain.yaml]
    envs: [app.env, words]
  - name: b
    files: [.dockerconfigjson=docker.enc]
patches:
  - path: patch.yaml
  - patch: |-
      - op: remove
        path: /spec
    target: {kind: Service}
configMapGenerator:
  - name: c
    files: [only-config.yaml]
resources: [resource.yaml]
`,
      'app/token.encrypted': await encrypted('binary', 'the token'),
      'app/config.enc': await encrypted('json', '{"a":"b"}'),
      'app/docker.enc': await encrypted('json', '{"auths":{}, "x": "y"}'),
      'app/plain.yaml': 'a: b\n',
      'app/app.env': await encrypted('dotenv', 'KEY=value\n'),
      'app/words': await encrypted('dotenv', 'KEY=other\n'),
      'app/patch.yaml': await encrypted('yaml', 'kind: Service\nmetadata:\n  name: s\n'),
      'app/only-config.yaml': await encrypted('yaml', 'a: b\n'),
      'app/resource.yaml': 'kind: Service\nmetadata: {name: s}\n',
    })
    const { texts } = await seenAfter(place)
    expect(texts['app/token.encrypted']).toBe('the token')
    expect(texts['app/config.enc']).toBe('{\n\t"a": "b"\n}\n')
    expect(texts['app/docker.enc']).toBe('{\n\t"auths": {},\n\t"x": "y"\n}\n')
    expect(texts['app/plain.yaml']).toBe('a: b\n')
    expect(texts['app/app.env']).toBe('KEY=value\n')
    expect(texts['app/words']).toBe('KEY=other\n')
    expect(texts['app/patch.yaml']).toBe('kind: Service\nmetadata:\n    name: s\n')
    expect(texts['app/only-config.yaml']).toContain('mac: ENC[')
  })

  test('of every folder that is named, once each; circles are safe (FLX-030)', async () => {
    const place = workplace()
    const generator = 'secretGenerator: [{name: x, files: [token]}]\n'
    place.write({
      'app/kustomization.yaml': `resources: [../base, ../app]\ncomponents: [../part]\n`,
      'base/kustomization.yml': `resources: [../app]\n${generator}`,
      'base/token': await encrypted('binary', 'of base'),
      'part/Kustomization': `kind: Component\n${generator}`,
      'part/token': await encrypted('binary', 'of part'),
      'unused/kustomization.yaml': generator,
      'unused/token': await encrypted('binary', 'unused'),
    })
    const { texts } = await seenAfter(place)
    expect(texts['base/token']).toBe('of base')
    expect(texts['part/token']).toBe('of part')
    expect(texts['unused/token']).toContain('ENC[')
  })

  test('of another format stay as they are; a variable file or patch would for ever (FLX-035)', async () => {
    const place = workplace()
    const binary = await encrypted('binary', 'x')
    const named = (what: string): string => `secretGenerator:\n  - name: a\n    ${what}\n`
    place.write({ 'app/kustomization.yaml': named('files: [x.yaml=f]'), 'app/f': binary })
    expect((await seenAfter(place)).texts['app/f']).toBe(binary)
    place.write({ 'app/kustomization.yaml': named('envs: [f]') })
    const error = await expectError('EMIT_FAILED', () => seenAfter(place))
    expect(error.message).toContain('--input-type dotenv')
    place.write({ 'app/kustomization.yaml': 'patches: [{path: p.yaml}]\n', 'app/p.yaml': binary })
    await expectError('EMIT_FAILED', () => seenAfter(place))
  })

  test('up to 5 MiB each, encrypted or not (FLX-036)', async () => {
    const place = workplace()
    place.write({
      'app/kustomization.yaml': 'secretGenerator: [{name: a, files: [big]}]\n',
      'app/big': 'x'.repeat(5 * 2 ** 20),
    })
    expect((await seenAfter(place)).texts['app/big']?.length).toBe(5 * 2 ** 20)
    place.write({ 'app/big': 'x'.repeat(5 * 2 ** 20 + 1) })
    const error = await expectError('LIMIT_EXCEEDED', () => seenAfter(place))
    expect(error.message).toContain('app/big')
  })

  test('that are missing or no regular files (FLX-036)', async () => {
    const place = workplace()
    place.write({
      'app/kustomization.yaml': 'secretGenerator: [{name: a, files: [k=there]}]\n',
    })
    const error = await expectError('FILE_NOT_FOUND', () => seenAfter(place))
    expect(error.message).toContain('app/kustomization.yaml')
    place.write({ 'app/there/file': 'x' })
    await expectError('FILE_UNREADABLE', () => seenAfter(place))
  })

  test('tampered with: the build fails and names the file (FLX-038)', async () => {
    const place = workplace()
    const text = (await encrypted('dotenv', 'KEY=value\nPLAIN_unencrypted=a\n')).replace(
      'PLAIN_unencrypted=a',
      'PLAIN_unencrypted=b',
    )
    place.write({
      'app/kustomization.yaml': 'secretGenerator: [{name: a, envs: [app.env]}]\n',
      'app/app.env': text,
    })
    const error = await expectError('MAC_MISMATCH', () => seenAfter(place))
    expect(error.message).toContain('app/app.env')
  })

  test('through links inside of the root; what leads out of it is not there (FLX-037)', async () => {
    const place = workplace()
    place.write({
      'app/kustomization.yaml': 'secretGenerator: [{name: a, files: [linked, far]}]\n',
      'shared/token': await encrypted('binary', 'shared'),
      'app/far': '',
    })
    symlinkSync('../shared/token', join(place.root, 'app/linked'))
    expect((await seenAfter(place)).texts['shared/token']).toBe('shared')
    for (const target of ['/etc/hostname', '../../../../../../etc/hostname']) {
      const other = workplace()
      other.write({ 'app/kustomization.yaml': 'secretGenerator: [{name: a, files: [far]}]\n' })
      symlinkSync(target, join(other.root, 'app/far'))
      await expectError('FILE_NOT_FOUND', () => seenAfter(other))
    }
  })
})

test('the scratch copy is for this user only, and without what the source controller leaves out (FLX-067)', async () => {
  const place = workplace()
  place.write({
    'app/kustomization.yaml': 'resources: [a.yaml]\n',
    'app/a.yaml': 'kind: Service\nmetadata: {name: s}\n',
    '.sops.yaml': 'creation_rules: []\n',
    '.github/workflow.yaml': 'x: y\n',
    '.git/config': 'x',
  })
  const { texts, modes, call } = await seenAfter(place)
  expect(Object.keys(texts).toSorted()).toEqual(['app/a.yaml', 'app/kustomization.yaml'])
  expect(modes).toEqual({
    '.': '700',
    '..': '700',
    app: '700',
    'app/a.yaml': '600',
    'app/kustomization.yaml': '600',
  })
  expect(Object.keys(call.env).toSorted()).toEqual([
    'GIT_TERMINAL_PROMPT',
    'HOME',
    'PATH',
    'TMPDIR',
    'XDG_CONFIG_HOME',
  ])
})

test('a folder without a kustomization file, with one below, gets one (FLX-067)', async () => {
  const place = workplace()
  place.write({
    'app/a.yaml': 'kind: Service\nmetadata: {name: s}\n',
    'app/notes.txt': 'x',
    'app/sub/kustomization.yaml': 'resources: [b.yaml]\n',
    'app/sub/b.yaml': 'kind: Service\nmetadata: {name: t}\n',
    'app/deep/er/c.yml': 'kind: Service\nmetadata: {name: u}\n',
  })
  const { texts } = await seenAfter(place)
  expect(texts['app/kustomization.yaml']).toContain(
    'resources:\n  - a.yaml\n  - deep/er/c.yml\n  - sub\n',
  )
})
