import { realpath } from 'node:fs/promises'
import { azureKeyVaultMasterKeys, defineKeyService } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { checkFiles, type CheckRule, type Finding } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Files, first, sealed, secretManifest } from './clean-twin.ts'
import { writeFiles } from './write-files.ts'

type Options = NonNullable<Parameters<typeof checkFiles>[1]>

async function findingsIn(files: Files, options: Options = {}): Promise<readonly Finding[]> {
  const folder = await realpath(await temporaryFolder())
  await writeFiles(folder, files)
  const { findings, failures } = await checkFiles([], { directory: folder, ...options })
  expect(failures).toEqual([])
  return findings
}

const briefly = async (files: Files, options?: Options): Promise<readonly string[]> =>
  (await findingsIn(files, options)).map(({ code, path }) => `${code} ${path}`)

const config = (rule: string): string => `creation_rules:\n  - ${rule}\n`
const key = 'abcdefghij'.repeat(8)

describe('private keys', () => {
  test.each([
    ['an age identity', `AGE-SECRET-KEY-1${'Q'.repeat(58)}`],
    ['an age identity in small letters', `age-secret-key-1${'q'.repeat(58)}`],
    ['a post-quantum one', `AGE-SECRET-KEY-PQ-1${'Q'.repeat(58)}`],
    ['an RSA key', `-----BEGIN RSA PRIVATE KEY-----\n${key}\n`],
    ['an encrypted one', `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${key}\n`],
    ['one in JSON', String.raw`{"k": "-----BEGIN PRIVATE KEY-----\n${key}"}`],
    ['one with CR LF', `-----BEGIN EC PRIVATE KEY-----\r\n${key}\r\n`],
    ['an indented one', `a: |\n    -----BEGIN PRIVATE KEY-----\n    ${key}\n`],
    ['an OpenPGP key', `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: x - y\n\n${key}\n`],
  ])('%s is found', async (_, text) => {
    expect(await briefly({ 'src/a.txt': text })).toEqual(['PRIVATE_KEY src/a.txt'])
  })

  test.each([
    ['prose', 'Identities begin with AGE-SECRET-KEY-1..., keep them.\n'],
    ['a pattern', '/-----BEGIN PRIVATE KEY-----/.test(text)\n'],
    ['a public key', `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`],
  ])('%s is none', async (_, text) => {
    expect(await briefly({ 'src/a.txt': text })).toEqual([])
  })
})

describe('values of a Secret that are none', () => {
  test.each(['""', 'null', '${A}', '" ${A}${B} "', "'{{ .Values.a }}'", '<path:x#y>', '$(A)'])(
    '%s',
    async (value) => {
      const manifest = `apiVersion: v1\nkind: Secret\nstringData:\n    a: ${value}\n`
      expect(await briefly({ 'a.yaml': manifest })).toEqual([])
    },
  )

  test.each(['postgres://${A}:x@db', 'prefix-{{ .Values.a }}', '0', 'true', '<a>x</a>'])(
    'but %s is one',
    async (value) => {
      const manifest = `apiVersion: v1\nkind: Secret\nstringData:\n    a: '${value}'\n`
      expect(await briefly({ 'a.yaml': manifest })).toEqual(['PLAIN_SECRET a.yaml'])
    },
  )

  test('text that only looks like a file of sops is one', async () => {
    const data = Buffer.from('[sops]\npassword = hunter2\n').toString('base64')
    const manifest = `apiVersion: v1\nkind: Secret\ndata:\n    a: ${data}\n`
    expect(await briefly({ 'a.yaml': manifest })).toEqual(['PLAIN_SECRET a.yaml'])
  })

  test('the items of a SecretList are Secrets', async () => {
    const list = 'apiVersion: v1\nkind: SecretList\nitems:\n    - stringData: {a: x}\n'
    const [found] = await findingsIn({ 'a.yaml': list })
    expect(found).toMatchObject({ code: 'PLAIN_SECRET', keyPath: ['items', 'stringData', 'a'] })
  })
})

describe('a creation rule', () => {
  const wants = config(`{path_regex: .*.yaml, age: ${first}}`)

  test('without path_regex wants no file encrypted', async () => {
    expect(await briefly({ '.sops.yaml': config(`age: ${first}`), 'a.yaml': 'a: b\n' })).toEqual([])
  })

  test('without keys wants none', async () => {
    const files = { '.sops.yaml': config('path_regex: .*.yaml'), 'a.yaml': 'a: b\n' }
    expect(await briefly(files)).toEqual([])
  })

  test('wants neither what steers tools nor what is empty (FLX-062)', async () => {
    const files = {
      '.sops.yaml': wants,
      'a/kustomization.yaml': 'resources: []\nnamePrefix: x-\n',
      '.pre-commit-config.yaml': 'repos: []\ndefault_stages: [x]\n',
      'source.yaml':
        'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nspec: {url: x}\n',
      '.gitlab-ci.yml': 'a: b\n',
      'empty.yaml': '',
      'comment.yaml': '# nothing yet\n',
    }
    expect(await briefly(files)).toEqual([])
  })

  test('wants everything else, also what cannot be parsed', async () => {
    const files = { '.sops.yaml': wants, 'a.yaml': 'a: {{ x }}: y\n', 'b.yaml': 'a: b\n' }
    expect(await briefly(files)).toEqual(['NOT_ENCRYPTED a.yaml', 'NOT_ENCRYPTED b.yaml'])
  })

  test('that selects nothing of a file says so', async () => {
    const rule = config(`{path_regex: .*.yaml, age: ${first}, encrypted_regex: ^passwrod$}`)
    const [found] = await findingsIn({ '.sops.yaml': rule, 'a.yaml': 'password: x\n' })
    expect(found).toMatchObject({ code: 'NOT_ENCRYPTED', path: 'a.yaml' })
    expect(found?.message).toContain('would select no value')
  })

  test('that leaves the version of an Azure key to the server fits any version (AZ-003)', async () => {
    const url = 'https://vault.example.com/keys/k'
    const service = defineKeyService({
      type: 'azure_kv',
      name: 'Azure for tests',
      wrap: async () => 'AAAA',
      unwrap: async () => null,
    })
    const file = await sealed('a: b\n', {
      keyGroups: [azureKeyVaultMasterKeys(`${url}/1234`)],
      services: [service],
    })
    const rule = (keyUrl: string): string =>
      config(`{path_regex: .*.yaml, azure_keyvault: ${keyUrl}}`)
    expect(await briefly({ '.sops.yaml': rule(url), 'a.yaml': file })).toEqual([])
    const other = { '.sops.yaml': rule(`${url}/5678`), 'a.yaml': file }
    expect(await briefly(other)).toEqual(['KEYS_DIFFER a.yaml'])
  })

  test('names the keys that differ', async () => {
    const file = await sealed('a: b\n', { recipients: first })
    const other = 'age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg'
    const rule = config(`{path_regex: .*.yaml, age: ${other}}`)
    const [found] = await findingsIn({ '.sops.yaml': rule, 'a.yaml': file })
    expect(found?.message).toContain(`group 1 lacks ${other}, group 1 has ${first} as well`)
  })
})

test('of one file no more than 100 values are told, and how many more there are', async () => {
  const file = await sealed('a: b\n', { recipients: first })
  const added = Array.from({ length: 150 }, (_, index) => `k${index}: x\n`).join('')
  const findings = await findingsIn({ 'a.yaml': `${added}${file}` })
  expect(findings.length).toBe(100)
  expect(findings.at(-1)?.message).toContain('50 more')
  expect(findings[41]).toMatchObject({ keyPath: ['k41'], position: { line: 42, column: 1 } })
})

test('Flux is looked at where it is used, or where that is asked for', async () => {
  const kustomization = 'secretGenerator:\n    - name: a\n      files: [none.txt]\n'
  const files = { 'a/kustomization.yaml': kustomization }
  const found = ['FLUX_MISSING_FILE a/kustomization.yaml']
  const flux =
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: ./a}\n'
  expect(await briefly(files)).toEqual([])
  expect(await briefly(files, { flux: true })).toEqual(found)
  expect(await briefly({ ...files, 'flux.yaml': flux })).toEqual(found)
  expect(await briefly({ ...files, 'flux.yaml': flux }, { flux: false })).toEqual([])
})

describe('the function', () => {
  test('takes rules of its user', async () => {
    const noTabs: CheckRule = {
      name: 'no-tabs',
      checkFile: ({ name, bytes }) =>
        bytes.includes(9)
          ? [{ code: 'FILE_BROKEN', severity: 'error', path: name, message: 'A tab.' }]
          : [],
    }
    const files = { 'a.txt': 'a\tb', 'b.txt': 'a b' }
    expect(await briefly(files, { rules: [noTabs] })).toEqual(['FILE_BROKEN a.txt'])
  })

  test('tells how far it is', async () => {
    const progress: string[] = []
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      progress.push(`${done}/${total}`)
    }
    await briefly({ 'a.txt': 'a', 'b.txt': 'b' }, { onProgress })
    expect(progress).toEqual(['1/2', '2/2'])
  })

  test('stops at its signal', async () => {
    const signal = AbortSignal.abort()
    await expectError('ABORTED', () => findingsIn({ 'a.yaml': secretManifest('a') }, { signal }))
  })

  test('refuses options that there are none of', async () => {
    const options = { stagd: true } as Options
    await expectError('INVALID_OPTION', () => findingsIn({}, options))
  })
})
