import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Peers, startPeers } from '@sopskit/test-vectors'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decoded, parseDocuments, textsOf } from '../support/parse.ts'
import { kubectlSecret, openSite, type Site } from './lab.ts'

// The controller's integration tree (UT-40), made anew by the real sops and built by the real kustomize.
let site: Site
let peers: Peers
const recipients = { age: '', pq: '' }
let fingerprint = ''

beforeAll(async () => {
  peers = await startPeers('vault')
  site = openSite()
  await site.shell(`age-keygen -o ../age.agekey; age-keygen -pq -o ../pq.agekey
gpg --batch --pinentry-mode loopback --passphrase '' --quick-generate-key flux.example default default never
gpg --export-secret-keys --armor flux.example > ../sops.asc`)
  recipients.age = (await site.shell('age-keygen -y ../age.agekey')).trim()
  recipients.pq = (await site.shell('age-keygen -y ../pq.agekey')).trim()
  const listed = await site.shell('gpg --list-secret-keys --with-colons flux.example')
  fingerprint = /^fpr:+([0-9A-F]{40})/m.exec(listed)?.[1] ?? ''
  const { VAULT_ADDR = '', VAULT_TOKEN = '' } = peers.envOf('vault')
  await fetch(`${VAULT_ADDR}/v1/transit/keys/tree`, {
    method: 'POST',
    headers: { 'X-Vault-Token': VAULT_TOKEN },
  })
})
afterAll(async () => {
  await site.remove()
  await peers.stop()
})

const secret = (name: string, field: string, value: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n${field}:\n  key: ${value}\n`

/** Encrypts files in their place by the real sops. */
async function encrypt(flags: string, ...files: readonly string[]): Promise<void> {
  const { VAULT_TOKEN = '' } = peers.envOf('vault')
  for (const file of files) {
    await site.shell(`sops --config /dev/null encrypt -i ${flags} ${file}`, { VAULT_TOKEN })
  }
}

test('every Secret has the value it should have (UT-40, UT-41)', async () => {
  const { VAULT_ADDR = '', VAULT_TOKEN = '' } = peers.envOf('vault')
  const age = `--age ${recipients.age}`
  const fields = "--encrypted-regex '^(data|stringData)$'"
  site.write({
    'tree/kustomization.yaml': `resources: [algorithms, envs, files, inside, patches, remote]
components: [component]
`,
    'tree/algorithms/kustomization.yaml': 'resources: [age.yaml, pq.yaml, pgp.yaml, vault.yaml]\n',
    'tree/algorithms/age.yaml': secret('sops-age', 'stringData', 'value'),
    'tree/algorithms/pq.yaml': secret('sops-age-pq', 'stringData', 'value'),
    'tree/algorithms/pgp.yaml': secret('sops-pgp', 'data', 'dmFsdWU='),
    'tree/algorithms/vault.yaml': secret('sops-vault', 'data', 'dmFsdWU='),
    'tree/envs/kustomization.yaml': `secretGenerator: [{name: sops-envs, envs: [secret.env]}]
configMapGenerator: [{name: config-envs, envs: [secret.env]}]
generatorOptions: {disableNameSuffixHash: true}
`,
    'tree/envs/secret.env': 'key=value\n',
    'tree/files/kustomization.yaml': `secretGenerator:
- {name: sops-files, files: [key=token.encrypted]}
- {name: sops-files-json, files: [key.json=json.encrypted]}
- {name: sops-docker, type: kubernetes.io/dockerconfigjson, files: [.dockerconfigjson=docker.encrypted]}
configMapGenerator: [{name: config-files, files: [key=token.encrypted]}]
generatorOptions: {disableNameSuffixHash: true}
`,
    'tree/files/token.encrypted': 'value',
    'tree/files/json.encrypted': '{"key":"value"}\n',
    'tree/files/docker.encrypted': '{"auths":{"example.com":{"auth":"dmFsdWU="}}}\n',
    'tree/inside/kustomization.yaml': 'resources: [secret.yaml]\n',
    'tree/inside/file': 'value',
    'tree/patches/kustomization.yaml': `resources: [base.yaml]
patches: [{path: merge1.yaml}, {path: merge2.yaml}]
`,
    'tree/patches/base.yaml': secret('sops-patches', 'stringData', 'value'),
    'tree/patches/merge1.yaml': secret('sops-patches', 'stringData', 'merge1'),
    'tree/patches/merge2.yaml': secret('sops-patches', 'stringData', 'merge2').replace(
      '  key:',
      '  merge2:',
    ),
    'tree/component/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
secretGenerator: [{name: sops-component, files: [key=token]}]
generatorOptions: {disableNameSuffixHash: true}
`,
    'tree/component/token': 'value',
    'tree/remote/kustomization.yaml': `resources: [local.yaml, 'https://example.com/remote.yaml']
patches:
- patch: |
    apiVersion: v1
    kind: Secret
    metadata: {name: sops-remote, labels: {patched: inline}}
`,
    'tree/remote/local.yaml': secret('sops-remote', 'stringData', 'value'),
  })
  await encrypt(`${age} ${fields}`, 'tree/algorithms/age.yaml', 'tree/remote/local.yaml')
  await encrypt(`--age ${recipients.pq} ${fields}`, 'tree/algorithms/pq.yaml')
  await encrypt(`--pgp ${fingerprint} ${fields}`, 'tree/algorithms/pgp.yaml')
  await encrypt(
    `--hc-vault-transit ${VAULT_ADDR}/v1/transit/keys/tree ${fields}`,
    'tree/algorithms/vault.yaml',
  )
  const whole = ['tree/files/token.encrypted', 'tree/component/token', 'tree/inside/file']
  await encrypt(age, 'tree/envs/secret.env', ...whole)
  const patches = ['tree/patches/merge1.yaml', 'tree/patches/merge2.yaml']
  await encrypt(`${age} ${fields}`, ...patches)
  const json = ['tree/files/json.encrypted', 'tree/files/docker.encrypted']
  await encrypt(`${age} --input-type json --output-type json`, ...json)
  const inside = readFileSync(join(site.repository, 'tree/inside/file')).toString('base64')
  site.write({ 'tree/inside/secret.yaml': secret('sops-inside', 'data', inside) })
  const keyOf = (file: string): string => readFileSync(join(site.base, file), 'utf8')
  const entries = {
    'age.agekey': keyOf('age.agekey'),
    'pq.agekey': keyOf('pq.agekey'),
    'pgp.asc': keyOf('sops.asc'),
    'sops.vault-token': `${VAULT_TOKEN}\n`,
  }
  writeFileSync(join(site.base, 'keys.yaml'), kubectlSecret('keys', entries))
  const build = 'sopskit flux build --decryption-secret ../keys.yaml'
  const { exit, stdout, stderr } = await site.run(`${build} --show-secrets tree`)
  expect({ exit, stderr }).toMatchObject({ exit: 0 })
  expect(stderr).toContain('"https://example.com/remote.yaml" is remote and was left out')
  expect(valuesOf(stdout)).toEqual({
    'ConfigMap config-envs': { key: 'value' },
    'ConfigMap config-files': { key: 'value' },
    'Secret sops-age': { key: 'value' },
    'Secret sops-age-pq': { key: 'value' },
    'Secret sops-component': { key: 'value' },
    'Secret sops-docker': {
      '.dockerconfigjson':
        '{\n\t"auths": {\n\t\t"example.com": {\n\t\t\t"auth": "dmFsdWU="\n\t\t}\n\t}\n}\n',
    },
    'Secret sops-envs': { key: 'value' },
    'Secret sops-files': { key: 'value' },
    'Secret sops-files-json': { 'key.json': '{\n\t"key": "value"\n}\n' },
    'Secret sops-inside': { key: 'value' },
    'Secret sops-patches': { key: 'merge1', merge2: 'merge2' },
    'Secret sops-pgp': { key: 'value' },
    'Secret sops-remote': { key: 'value' },
    'Secret sops-vault': { key: 'value' },
  })
  const redacted = await site.shell(`${build} tree`)
  expect(redacted).not.toMatch(/: (?:value|merge1|merge2|dmFsdWU=)$/m)
  expect(await site.shell(`${build} tree`)).toBe(redacted)
})

test('the global fallback: keys of the environment when no Secret is named (UT-40, FLX-017)', async () => {
  site.write({ 'global/a.yaml': secret('sops-global', 'stringData', 'value') })
  await encrypt(`--age ${recipients.age} --encrypted-regex '^stringData$'`, 'global/a.yaml')
  const build = 'sopskit flux build --show-secrets global'
  const env = { SOPS_AGE_KEY_FILE: join(site.base, 'age.agekey') }
  expect(valuesOf(await site.shell(build, env))).toEqual({ 'Secret sops-global': { key: 'value' } })
  const other = `${build} --decryption-secret ../other.yaml`
  const pq = readFileSync(join(site.base, 'pq.agekey'), 'utf8')
  writeFileSync(join(site.base, 'other.yaml'), kubectlSecret('other', { 'pq.agekey': pq }))
  const refused = await site.run(other, env)
  expect([refused.exit, refused.stdout]).toEqual([128, ''])
})

/** The decoded values of each resource. */
function valuesOf(manifests: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    parseDocuments(manifests).map(({ kind, metadata, data, stringData }) => {
      const plain = kind === 'Secret' ? decoded(data) : textsOf(data)
      return [
        `${typeof kind === 'string' ? kind : ''} ${textsOf(metadata)['name']}`,
        { ...plain, ...textsOf(stringData) },
      ]
    }),
  )
}
