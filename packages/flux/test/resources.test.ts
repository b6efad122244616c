import { describe, expect, test } from 'vitest'
import { build, fakeKustomize } from './support/build.ts'
import { base64, encrypted, encryptedManifest, secret } from './support/encrypted.ts'
import { expectError } from './support/expect-error.ts'
import { decoded, parseDocuments } from './support/parse.ts'
import { workplace } from './support/workplace.ts'
import type { BuildFluxOptions, BuiltFlux } from '../src/index.ts'

/** Builds one manifest in a folder of its own. */
async function buildOne(text: string, options: BuildFluxOptions = {}): Promise<BuiltFlux> {
  const place = workplace()
  place.write({ 'app/secret.yaml': text })
  return build(place, 'app', options)
}

/** Has kustomize give a manifest, as if it came from the files of the repository. */
async function buildAfter(
  stdout: string,
  committed: string | undefined,
  options: BuildFluxOptions = {},
): Promise<BuiltFlux> {
  const place = workplace()
  place.write({
    'app/kustomization.yaml': `resources: [${committed === undefined ? '' : 'secret.yaml'}]\n`,
    ...(committed === undefined ? {} : { 'app/secret.yaml': committed }),
  })
  const { run } = fakeKustomize(stdout)
  return build(place, 'app', { runKustomize: run, ...options })
}

const plain = secret('app', { password: 'hunter2' })

test('any kind is decrypted, keys sorted, comments and the sops field gone (FLX-040)', async () => {
  const text = `kind: HelmRelease
apiVersion: helm.toolkit.fluxcd.io/v2
# a comment
spec:
  z: 1
  data:
    # another
    password: hunter2
    port: 5432
metadata: {name: app, namespace: team}
`
  const { manifests, resources } = await buildOne(await encryptedManifest(text))
  expect(manifests).toBe(`apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: app
  namespace: team
spec:
  data:
    password: hunter2
    port: 5432
  z: 1
`)
  expect(resources).toEqual([
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      namespace: 'team',
      name: 'app',
      decrypted: true,
    },
  ])
})

describe('the MAC', () => {
  test('is verified on the committed file (FLX-086)', async () => {
    const text = (await encryptedManifest(plain)).replace('name: app', 'name: other')
    const error = await expectError('MAC_MISMATCH', () => buildOne(text))
    expect(error.message).toContain('app/secret.yaml')
  })

  test('is not after the build, which changes what it covers (FLX-041)', async () => {
    const committed = await encryptedManifest(plain)
    const built = committed.replace('name: app', 'name: pre-app\n    labels: {a: b}')
    const { manifests, notices } = await buildAfter(built, committed)
    expect(parseDocuments(manifests)[0]).toMatchObject({
      metadata: { name: 'pre-app', labels: { a: 'b' } },
      stringData: { password: 'hunter2' },
    })
    expect(notices).toEqual([])
  })

  test('of a resource that no committed file has: a notice', async () => {
    const { manifests, notices } = await buildAfter(await encryptedManifest(plain), undefined)
    expect(manifests).toContain('hunter2')
    expect(notices.map(({ code }) => code)).toEqual(['MAC_NOT_VERIFIED'])
  })

  test('of a committed file is verified before kustomize runs', async () => {
    const committed = await encryptedManifest(plain)
    await expectError('MAC_MISMATCH', () =>
      buildAfter(committed, committed.replace('name: app', 'name: other')),
    )
  })
})

test('a label in an encrypted tree cannot be decrypted (FLX-042)', async () => {
  const committed = await encrypted('yaml', plain)
  const built = committed.replace('stringData:', 'labels:\n    a: b\nstringData:')
  const error = await expectError('CONFIG_INVALID', () => buildOne(committed))
  expect(error.message).toContain('^(data|stringData)$')
  await expectError('CONFIG_INVALID', () => buildAfter(built, undefined))
})

describe('the annotation (FLX-004)', () => {
  const annotated = (value: string): string =>
    plain.replace(
      'name: app',
      `name: app\n  annotations:\n    kustomize.toolkit.fluxcd.io/decrypt: ${value}`,
    )

  test.each(['disabled', 'Disabled'])('%s keeps the resource as it is', async (value) => {
    const { manifests, resources, notices } = await buildOne(
      await encryptedManifest(annotated(value)),
    )
    expect(manifests).toContain('ENC[')
    expect(manifests).not.toContain('hunter2')
    expect(resources[0]?.decrypted).toBe(false)
    expect(notices.map(({ code }) => code)).toEqual(['STILL_ENCRYPTED'])
  })

  test('with another value does not', async () => {
    expect((await buildOne(await encryptedManifest(annotated('enabled')))).manifests).toContain(
      'hunter2',
    )
  })

  test('in one document of a file leaves the others alone', async () => {
    const both = await encryptedManifest(
      `${annotated('disabled')}---\n${secret('b', { password: 'second' })}`,
    )
    const { resources, manifests } = await buildOne(both)
    expect(resources.map(({ name, decrypted }) => [name, decrypted])).toEqual([
      ['app', false],
      ['b', true],
    ])
    expect(manifests).toContain('second')
    expect(manifests).not.toContain('hunter2')
  })
})

describe('without decryption (FLX-003)', () => {
  test('an encrypted Secret is refused, unless the annotation says so', async () => {
    const text = await encryptedManifest(plain)
    const error = await expectError('METADATA_INVALID', () => buildOne(text, { decrypt: false }))
    expect(error.message).toContain('Secret app')
    const annotated = text.replace(
      'name: app',
      'name: app\n    annotations: {kustomize.toolkit.fluxcd.io/decrypt: disabled}',
    )
    expect((await buildOne(annotated, { decrypt: false })).manifests).toContain('ENC[')
  })

  test('other kinds are let through', async () => {
    const text = await encryptedManifest('kind: Thing\nmetadata: {name: a}\ndata: {k: v}\n')
    expect((await buildOne(text, { decrypt: false })).manifests).toContain('ENC[')
  })
})

test('half encrypted: a sops field without a MAC is refused', async () => {
  const half = (await encryptedManifest(plain)).replace(/ {4}mac: .*\n/, '')
  const error = await expectError('METADATA_INVALID', () => buildOne(half))
  expect(error.message).toContain('Secret app')
})

describe('base64 data of Secrets', () => {
  const withData = (entries: Record<string, string>): string => secret('app', entries, 'data')
  const dataOf = ({ manifests }: BuiltFlux): Readonly<Record<string, string>> =>
    decoded(parseDocuments(manifests)[0]?.['data'])

  test('is decrypted into the format of its key (FLX-044, FLX-046, UT-42)', async () => {
    const ini = await encrypted('ini', '[a]\nb = c\n')
    const json = await encrypted('json', '{"a":"b"}')
    const built = await buildOne(
      withData({
        'a.ini': base64(ini),
        'json.yaml': base64(json),
        'yaml.json': base64(await encrypted('yaml', 'a: b\n')),
        'yaml.ini': base64(await encrypted('yaml', 'top:\n  a: b\n')),
        '.dockerconfigjson': base64(json),
        'a.env': base64(await encrypted('dotenv', 'A=b\n')),
        token: base64(await encrypted('binary', 'the token')),
        plain: base64('plain'),
      }),
    )
    expect(dataOf(built)).toEqual({
      'a.ini': '[a]\nb = c\n',
      'json.yaml': 'a: b\n',
      'yaml.json': '{\n\t"a": "b"\n}\n',
      'yaml.ini': '[top]\na = b\n',
      '.dockerconfigjson': '{\n\t"a": "b"\n}\n',
      'a.env': 'A=b\n',
      token: 'the token',
      plain: 'plain',
    })
  })

  test('a key that would drop what the file holds is an error that says so (FLX-045)', async () => {
    for (const [format, text] of [
      ['yaml', 'data: kept\nother: dropped\n'],
      ['yaml', 'a: b\n'],
      ['json', '{"data":"kept","other":"dropped"}'],
      ['dotenv', 'data=kept\nother=dropped\n'],
      ['ini', '[data]\na = b\n'],
    ] as const) {
      const file = withData({ config: base64(await encrypted(format, text)) })
      const error = await expectError('EMIT_FAILED', () => buildOne(file))
      const extension = format === 'dotenv' ? 'env' : format
      expect(error.message).toContain(`"config.${extension}"`)
      expect(error.message).toContain('Secret app')
      expect(error.message).not.toContain('kept')
    }
  })

  test('that was tampered with does not pass; the controller would take it', async () => {
    const broken = (await encrypted('yaml', 'a: b\nc_unencrypted: d\n')).replace(': d', ': e')
    await expectError('MAC_MISMATCH', () => buildOne(withData({ 'a.yaml': base64(broken) })))
  })

  test('of other kinds and of stringData is left alone (FLX-044)', async () => {
    const file = await encrypted('binary', 'x')
    const others = `kind: ConfigMap\nmetadata: {name: a}\nbinaryData: {k: ${base64(file)}}\n---\n${secret('b', { k: file })}`
    expect((await buildOne(others)).resources.map(({ decrypted }) => decrypted)).toEqual([
      false,
      false,
    ])
  })

  test('that stays encrypted is told: the controller would apply it (FLX-032)', async () => {
    const line = base64('ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]')
    const file = await encrypted('yaml', 'a: b\n')
    const map = `kind: ConfigMap\nmetadata: {name: a}\ndata:\n  f: ${JSON.stringify(file)}\n`
    for (const manifest of [withData({ KEY: line }), map]) {
      const { notices } = await buildOne(manifest)
      expect(notices.map(({ code }) => code)).toEqual(['STILL_ENCRYPTED'])
    }
  })

  test('that is no base64 is passed over, with a notice (FLX-044, FLX-088)', async () => {
    const { notices } = await buildOne(withData({ k: 'no base64!' }))
    expect(notices.map(({ code }) => code)).toEqual(['NOT_BASE64'])
  })
})

test('values keep their types: a number in stringData is told (FLX-043)', async () => {
  const file = await encryptedManifest(plain.replace('"hunter2"', '5432'))
  const { manifests, notices } = await buildOne(file)
  expect(manifests).toContain('password: 5432')
  expect(notices.map(({ code }) => code)).toEqual(['NOT_TEXT'])
})

test('several key groups work as in sops (FLX-050)', async () => {
  const { testRecipient, testIdentity } = await import('@sopskit/test-vectors')
  const keyGroups = [0, 1].map((index) => [
    { type: 'age' as const, recipient: testRecipient(index) },
  ])
  const file = await encrypted('yaml', plain, {
    keyGroups,
    recipients: undefined,
    encryptedRegex: '^(data|stringData)$',
  })
  const decryptionSecret = secret('keys', {
    'a.agekey': testIdentity(0),
    'b.agekey': testIdentity(1),
  })
  expect((await buildOne(file, { decryptionSecret })).manifests).toContain('hunter2')
  await expectError('DATA_KEY_UNAVAILABLE', () => buildOne(file))
})

test('identical sources build identical manifests (UT-41)', async () => {
  const file = await encryptedManifest(plain)
  expect((await buildOne(file)).manifests).toBe((await buildOne(file)).manifests)
})

describe('a folder of manifests', () => {
  test('needs no kustomize, takes Lists apart and skips what is empty', async () => {
    const place = workplace()
    place.write({
      'app/a.yaml': `---\n# nothing\n---\nkind: List\nitems:\n- {kind: Service, metadata: {name: a}}\n- {kind: Service, metadata: {name: b}}\n`,
      'app/b/empty.yaml': '# only a comment\n',
      'app/b/secret.yml': await encryptedManifest(plain),
      'app/.sops.yaml': 'creation_rules: []\n',
      'app/README.md': '# hello\n',
    })
    const { manifests, resources } = await build(place, 'app')
    expect(resources.map(({ name }) => name)).toEqual(['a', 'b', 'app'])
    expect(parseDocuments(manifests).length).toBe(3)
  })

  test('an encrypted List loses its keys in a build, so it is refused', async () => {
    const list = await encrypted(
      'yaml',
      `kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n  stringData: {k: v}\n`,
      { encryptedRegex: '^stringData$' },
    )
    await expectError('METADATA_INVALID', () => buildOne(list))
  })

  test('with a resource twice, or something that is none, is refused as by the controller', async () => {
    const error = await expectError('CONFIG_INVALID', () => buildOne(`${plain}---\n${plain}`))
    expect(error.message).toContain('Secret app is there twice')
    await expectError('CONFIG_INVALID', () => buildOne('just: a map\n'))
    await expectError('PARSE_FAILED', () => buildOne('a: [\n'))
  })
})
