import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { buildFlux, type FluxInitOptions, initFlux, planFluxInit } from '../src/index.ts'
import { encryptedManifest, secret } from './support/encrypted.ts'
import { expectError } from './support/expect-error.ts'
import { parseDocuments } from './support/parse.ts'
import { type Workplace, workplace } from './support/workplace.ts'

const keys = { age: testRecipient(0) }
const publicKey =
  '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEaaaa\n-----END PGP PUBLIC KEY BLOCK-----\n'
const secretKey =
  '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgEaaaa\n-----END PGP PRIVATE KEY BLOCK-----\n'

const read = (place: Workplace, path: string): string =>
  readFileSync(join(place.root, path), 'utf8')

function init(
  place: Workplace,
  options: Partial<FluxInitOptions> = {},
): ReturnType<typeof initFlux> {
  return initFlux({ folder: join(place.root, 'clusters/prod'), keys, ...options })
}

const actions = ({ changes }: Awaited<ReturnType<typeof initFlux>>): readonly string[] =>
  changes.map(({ action }) => action)

describe('a configuration of its own (FLX-060)', () => {
  test('is written, and a second run changes nothing', async () => {
    const place = workplace()
    expect(actions(await init(place))).toEqual(['create', 'create', 'create', 'create'])
    expect(read(place, 'clusters/prod/.sops.yaml')).toBe(
      `creation_rules:
  - path_regex: ^(.*/)?[^/]*secret[^/]*\\.ya?ml$
    encrypted_regex: ^(data|stringData)$
    age: ${keys.age}
  - path_regex: ^(.*/)?[^/]*\\.encrypted(\\.[^/.]+)?$
    age: ${keys.age}
`,
    )
    expect(actions(await init(place))).toEqual(['keep', 'keep', 'keep', 'keep'])
  })

  test('matches secrets and none of what must stay plain (FLX-062)', async () => {
    const place = workplace()
    const { changes } = await init(place)
    const patterns = patternsOf(changes[0]?.content ?? '')
    const matches = (path: string): boolean => patterns.some((regex) => regex.test(path))
    expect(
      ['secret.yaml', 'app/db-secret.yml', 'a/token.encrypted', 'app.encrypted.env'].filter(matches)
        .length,
    ).toBe(4)
    expect(
      ['.sops.yaml', 'kustomization.yaml', 'app/deployment.yaml', 'secret/app.yaml'].filter(
        matches,
      ),
    ).toEqual([])
  })

  test('is never replaced, unless forced', async () => {
    const place = workplace()
    place.write({ 'clusters/prod/.sops.yaml': 'creation_rules: []\n' })
    const error = await expectError('FILE_UNWRITABLE', () => init(place))
    expect(error.message).toContain('--force')
    expect(existsSync(join(place.root, 'clusters/prod/.gitignore'))).toBe(false)
    expect(actions(await init(place, { force: true }))[0]).toBe('replace')
    expect(read(place, 'clusters/prod/.sops.yaml')).toContain(keys.age)
  })
})

describe('one configuration for all clusters (FLX-061)', () => {
  test('gets a rule for each, before the others, and keeps comments', async () => {
    const place = workplace()
    place.write({
      '.sops.yaml':
        '# ours\nstores:\n  yaml:\n    indent: 2\ncreation_rules:\n  # all\n  - age: age1x\n',
    })
    const { root } = place
    expect(actions(await init(place, { root }))[0]).toBe('extend')
    const text = read(place, '.sops.yaml')
    expect(text).toContain('# ours')
    expect(text.indexOf('^clusters/prod/')).toBeLessThan(text.indexOf('age1x'))
    expect(actions(await init(place, { root }))[0]).toBe('keep')
    await init(place, { root, folder: join(root, 'clusters/stage') })
    expect(read(place, '.sops.yaml').match(/path_regex/g)?.length).toBe(4)
  })

  test('with another rule for the folder, or a folder elsewhere, is refused', async () => {
    const place = workplace()
    const { root } = place
    await init(place, { root })
    await expectError('CONFIG_INVALID', () =>
      init(place, { root, keys: { age: testRecipient(1) } }),
    )
    await expectError('INVALID_OPTION', () => init(place, { root: join(root, 'apps') }))
  })
})

describe('the decryption Secret (FLX-063)', () => {
  test('is written only where asked, for its owner only, and opens what the rule encrypts', async () => {
    const place = workplace()
    const secretFile = join(place.root, 'clusters/prod/sops-age.yaml')
    const privateKey = { text: `# made today\n${testIdentity(0)}\n`, secretFile }
    const { patch, changes } = await init(place, { privateKey })
    expect(changes.map(({ secret: isSecret }) => isSecret)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
    expect((statSync(secretFile).mode & 0o777).toString(8)).toBe('600')
    chmodSync(secretFile, 0o644)
    expect((await init(place, { privateKey })).changes.at(-1)?.action).toBe('keep')
    expect((statSync(secretFile).mode & 0o777).toString(8)).toBe('600')
    expect(read(place, 'clusters/prod/.gitignore')).toContain('/sops-age.yaml\n')
    expect(parseDocuments(patch)[0]).toEqual({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { decryption: { provider: 'sops', secretRef: { name: 'sops-age' } } },
    })
    place.write({
      'app/secret.yaml': await encryptedManifest(secret('app', { password: 'hunter2' })),
    })
    const decryptionSecret = readFileSync(secretFile)
    const built = await buildFlux(join(place.root, 'app'), { decryptionSecret, showSecrets: true })
    expect(built.manifests).toContain('hunter2')
  })

  test('elsewhere in the repository is ignored beside itself, with nothing in its name taken for a pattern', async () => {
    const place = workplace()
    place.write({ '.git/HEAD': '' })
    const privateKey = {
      text: testIdentity(0),
      secretFile: join(place.root, 'my [x]/sops-*.yaml'),
    }
    await init(place, { privateKey })
    expect(read(place, 'my [x]/.gitignore')).toBe('/sops-\\*.yaml\n')
    const inside = { ...privateKey, secretFile: join(place.root, 'clusters/prod/[a].yaml') }
    await init(place, { privateKey: inside })
    expect(read(place, 'clusters/prod/.gitignore')).toContain('/\\[a\\].yaml\n')
  })

  test('of a PGP key has another entry and name', async () => {
    const place = workplace()
    const secretFile = join(place.root, '../sops-gpg.yaml')
    const { patch } = await init(place, {
      keys: { pgp: '193769BC378571131D4DA7A5C6936FD132D84AF4' },
      publicKey,
      privateKey: { text: secretKey, secretFile },
      namespace: 'team',
      kustomization: 'apps',
    })
    expect(patch).toContain('name: sops-gpg')
    expect(patch).toContain('namespace: team')
    expect(parseDocuments(readFileSync(secretFile, 'utf8'))[0]).toMatchObject({
      metadata: { name: 'sops-gpg', namespace: 'team' },
      stringData: { 'sops.asc': secretKey },
    })
    expect(read(place, 'clusters/prod/.gitignore')).not.toContain('sops-gpg')
    expect(read(place, 'clusters/prod/.sops.pub.asc')).toBe(publicKey)
  })

  test('of a key that does not fit, or of none, is refused, and nothing is written', async () => {
    const place = workplace()
    const secretFile = join(place.root, 'sops-age.yaml')
    for (const text of [testIdentity(1), 'no key at all', publicKey]) {
      const error = await expectError('INVALID_IDENTITY', () =>
        init(place, { privateKey: { text, secretFile } }),
      )
      expect(error.message).not.toContain(text)
    }
    expect(existsSync(join(place.root, 'clusters'))).toBe(false)
  })
})

test('a public key file with a secret key in it is refused (FLX-084)', async () => {
  for (const text of [secretKey, `${publicKey}${secretKey}`, 'x']) {
    await expectError('INVALID_IDENTITY', () => init(workplace(), { publicKey: text }))
  }
})

test('without a key, or with one that is none', async () => {
  await expectError('NO_RECIPIENTS', () => init(workplace(), { keys: {} }))
  await expectError('INVALID_MASTER_KEY', () => init(workplace(), { keys: { age: 'age2x' } }))
})

test('lines are added to what is there, also without a last line break', async () => {
  const place = workplace()
  place.write({
    'clusters/prod/.gitignore': 'node_modules\n*.agekey',
    'clusters/prod/.gitattributes': '* text=auto\n',
  })
  await init(place)
  expect(read(place, 'clusters/prod/.gitignore')).toBe('node_modules\n*.agekey\n*.private.asc\n')
  expect(read(place, 'clusters/prod/.gitattributes')).toBe(
    '* text=auto\n**/*secret*.y*ml diff=sops\n**/*.encrypted* diff=sops\n',
  )
})

test('a plan writes nothing', async () => {
  const place = workplace()
  const { changes } = await planFluxInit({ folder: join(place.root, 'a'), keys })
  expect(changes.length).toBe(4)
  expect(existsSync(join(place.root, 'a'))).toBe(false)
})

/** The patterns of the rules. */
function patternsOf(text: string): readonly RegExp[] {
  return [...text.matchAll(/path_regex: (.*)/g)].map(([, regex = '']) => new RegExp(regex))
}
