import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Peers, startPeers } from '@sopskit/test-vectors'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decoded, parseDocuments, textsOf } from '../support/parse.ts'
import { kubectlSecret, openSite, type Site } from './lab.ts'

// The guide of docs/flux.md from its first command, and every backend with files of the real sops in a tree
// that the real kustomize builds.
const guide = readFileSync(new URL('../../../../docs/flux.md', import.meta.url), 'utf8')
const secret =
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: hunter2\n'

let site: Site
beforeEach(() => {
  site = openSite()
  writeFileSync(join(site.base, 'secret.yaml'), secret)
})
afterEach(async () => {
  const left = readdirSync(join(site.base, 'tmp')).filter((name) => name.startsWith('.sops'))
  await site.remove()
  if (left.length > 0) throw new Error('a scratch copy was left behind')
})

let peers: Peers
beforeAll(async () => {
  peers = await startPeers('vault', 'awskms', 'gcpkms', 'azurekv')
})
afterAll(() => peers.stop())

function variable(peer: Parameters<Peers['envOf']>[0], name: string): string {
  const value = peers.envOf(peer)[name]
  if (value === undefined) throw new Error(`the lab gives no ${name}`)
  return value
}

/** The commands of a section of the guide. */
function commandsOf(section: string): string {
  const [, text = ''] = guide.split(`\n## ${section}\n`)
  const [, script] = /```sh\n([\s\S]*?)```/.exec(text) ?? []
  if (script === undefined) throw new Error(`the guide has no commands under ${section}`)
  return script
}

const shown = parseDocuments(secret)

describe('the guide, from its first command', () => {
  test('with age: redacted, then shown; sops reads what we wrote, and we what sops wrote', async () => {
    const printed = await site.shell(commandsOf('With age'))
    expect(printed).toContain('password: <redacted>')
    expect(printed).not.toContain('hunter2')
    expect(readFileSync(join(site.base, 'decryption-patch.yaml'), 'utf8')).toContain(
      'name: sops-age',
    )
    const key = { SOPS_AGE_KEY_FILE: join(site.base, 'age.agekey') }
    expect(
      parseDocuments(await site.shell('sops decrypt clusters/prod/db-secret.yaml', key)),
    ).toEqual(shown)
    await site.shell(
      'cp ../secret.yaml clusters/prod/db-secret.yaml; sops encrypt -i clusters/prod/db-secret.yaml',
    )
    await expectBuilt('--decryption-secret ../sops-age.yaml')
    const identity = readFileSync(join(site.base, 'age.agekey'), 'utf8')
    await expectKubectl('sops-age', { 'age.agekey': identity })
  })

  test('files of generators', async () => {
    const before = commandsOf('With age').replace(/\nsopskit (?:check|flux build).*/g, '')
    const commands = commandsOf('Files of generators')
    const printed = await site.shell(
      `${before}\n${commands.replace('flux build', 'flux build --show-secrets')}`,
    )
    const found = parseDocuments(printed).map(({ data, stringData }) => ({
      ...decoded(data),
      ...textsOf(stringData),
    }))
    expect(found).toEqual([
      { KEY: 'value', token: 'the token' },
      { password: 'hunter2' },
      { '.dockerconfigjson': '{\n\t"auths": {}\n}\n' },
    ])
  })

  test('with GnuPG, after the secret key is deleted', async () => {
    const printed = await site.shell(commandsOf('With GnuPG'))
    expect(printed).toContain('password: <redacted>')
    expect((await site.run('gpg --list-secret-keys prod.example.com')).exit).not.toBe(0)
    await site.shell(
      'cp ../secret.yaml clusters/prod/db-secret.yaml; sops encrypt -i clusters/prod/db-secret.yaml',
    )
    await expectBuilt('--decryption-secret ../sops-gpg.yaml')
    const [document] = parseDocuments(readFileSync(join(site.base, 'sops-gpg.yaml'), 'utf8'))
    const { 'sops.asc': key = '' } = textsOf(document?.['stringData'])
    await expectKubectl('sops-gpg', { 'sops.asc': key })
  })

  test('with Vault, by the environment and by the Secret', async () => {
    const env = {
      VAULT_ADDR: variable('vault', 'VAULT_ADDR'),
      VAULT_TOKEN: variable('vault', 'VAULT_TOKEN'),
    }
    await fetch(`${env.VAULT_ADDR}/v1/transit/keys/flux`, {
      method: 'POST',
      headers: { 'X-Vault-Token': env.VAULT_TOKEN },
    })
    expect(await site.shell(commandsOf('With Vault'), env)).toContain('password: <redacted>')
    await site.shell(
      'cp ../secret.yaml clusters/prod/db-secret.yaml; sops encrypt -i clusters/prod/db-secret.yaml',
      env,
    )
    await expectBuilt('', env)
    await expectKubectl('sops-keys', { 'sops.vault-token': `${env.VAULT_TOKEN}\n` })
    // The token of the Secret goes before that of the environment (FLX-016).
    await expectKubectl(
      'sops-keys',
      { 'sops.vault-token': env.VAULT_TOKEN },
      { VAULT_TOKEN: 'of-somebody-else' },
    )
  })
})

async function expectBuilt(
  flags: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const printed = await site.shell(`sopskit flux build --show-secrets ${flags} clusters/prod`, env)
  expect(parseDocuments(printed)).toEqual(shown)
}

/** The same with the Secret as kubectl would print it. */
async function expectKubectl(
  name: string,
  entries: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  writeFileSync(join(site.base, 'kubectl.yaml'), kubectlSecret(name, entries))
  await expectBuilt('--decryption-secret ../kubectl.yaml', env)
}

interface Backend {
  readonly flag: string
  readonly key: string
  /** Where servers are, for everybody. */
  readonly reach: Readonly<Record<string, string>>
  /** Who may use the key, as variables for sops and as the entry of the Secret. */
  readonly credentials: Readonly<Record<string, string>>
  readonly entry: Readonly<Record<string, string>>
}

const clouds: Readonly<Record<string, () => Backend>> = {
  AWS: () => ({
    flag: 'kms',
    key: variable('awskms', 'PEERS_AWSKMS_KEY'),
    reach: {
      AWS_ENDPOINT_URL: variable('awskms', 'AWS_ENDPOINT_URL'),
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    credentials: { AWS_ACCESS_KEY_ID: 'lab', AWS_SECRET_ACCESS_KEY: 'lab' },
    entry: { 'sops.aws-kms': 'aws_access_key_id: lab\naws_secret_access_key: lab\n' },
  }),
  Azure: () => {
    const [tenantId, clientId, clientSecret] = ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET'].map(
      (name) => variable('azurekv', `AZURE_${name}`),
    )
    return {
      flag: 'azure-kv',
      key: variable('azurekv', 'PEERS_AZUREKV_KEY'),
      reach: {
        HTTPS_PROXY: variable('azurekv', 'HTTPS_PROXY'),
        SSL_CERT_FILE: variable('azurekv', 'SSL_CERT_FILE'),
        NODE_EXTRA_CA_CERTS: variable('azurekv', 'NODE_EXTRA_CA_CERTS'),
      },
      credentials: {
        AZURE_TENANT_ID: tenantId ?? '',
        AZURE_CLIENT_ID: clientId ?? '',
        AZURE_CLIENT_SECRET: clientSecret ?? '',
      },
      entry: { 'sops.azure-kv': JSON.stringify({ tenantId, clientId, clientSecret }) },
    }
  },
  'Google Cloud': () => ({
    flag: 'gcp-kms',
    key: variable('gcpkms', 'PEERS_GCPKMS_KEY'),
    reach: {
      SOPS_GCP_KMS_ENDPOINT: variable('gcpkms', 'SOPS_GCP_KMS_ENDPOINT'),
      SSL_CERT_FILE: variable('gcpkms', 'SSL_CERT_FILE'),
      NODE_EXTRA_CA_CERTS: variable('gcpkms', 'NODE_EXTRA_CA_CERTS'),
    },
    credentials: { GOOGLE_CREDENTIALS: variable('gcpkms', 'GOOGLE_CREDENTIALS') },
    entry: {
      'sops.gcp-kms': `\n${readFileSync(variable('gcpkms', 'GOOGLE_CREDENTIALS'), 'utf8')}\n`,
    },
  }),
}

describe.each(Object.keys(clouds))('%s', (name) => {
  test('a tree of files by sops, built with the entry of the Secret, and by the environment', async () => {
    const { flag, key, reach, credentials, entry } = (clouds[name] as () => Backend)()
    const env = { ...reach, ...credentials }
    await site.shell(`sopskit flux init --root . --${flag} '${key}' clusters/prod`, env)
    site.write({
      'clusters/prod/db-secret.yaml': secret,
      'clusters/prod/app.env': 'KEY=value\n',
      'clusters/prod/kustomization.yaml': `namePrefix: prod-
resources: [db-secret.yaml]
secretGenerator:
- name: app
  envs: [app.env]
generatorOptions: {disableNameSuffixHash: true}
`,
    })
    await site.shell(
      `cd clusters/prod; sops encrypt -i db-secret.yaml; sops --config /dev/null encrypt -i --${flag} '${key}' app.env`,
      env,
    )
    writeFileSync(join(site.base, 'keys.yaml'), kubectlSecret('sops-keys', entry))
    const build = 'sopskit flux build --show-secrets'
    const bySecret = await site.shell(
      `${build} --decryption-secret ../keys.yaml clusters/prod`,
      reach,
    )
    expect(parseDocuments(bySecret)).toEqual([
      {
        apiVersion: 'v1',
        data: { KEY: 'dmFsdWU=' },
        kind: 'Secret',
        metadata: { name: 'prod-app' },
        type: 'Opaque',
      },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'prod-db' },
        stringData: { password: 'hunter2' },
      },
    ])
    expect(await site.shell(`${build} clusters/prod`, env)).toBe(bySecret)
    const without = await site.run(`${build} clusters/prod`, { ...reach, ...refused })
    expect([without.exit, without.stdout]).toEqual([128, ''])
  })
})

/** Credentials that the stand-ins refuse, so that nothing of this machine is tried. */
const refused = {
  GOOGLE_OAUTH_ACCESS_TOKEN: 'of-somebody-else',
  AZURE_TENANT_ID: '00000000-0000-0000-0000-000000000000',
  AZURE_CLIENT_ID: 'x',
  AZURE_CLIENT_SECRET: 'of-somebody-else',
}

test('a signal ends kustomize and removes the scratch copy', async () => {
  site.write({
    'app/kustomization.yaml': 'secretGenerator: [{name: a, files: [token]}]\n',
    'app/token': 'plain',
    slow: `#!/bin/sh\necho $$ > "${site.base}/started"\nexec sleep 60\n`,
  })
  const { stdout } = await site.run(`chmod +x slow
sopskit flux build --kustomize ./slow app & pid=$!
while ! [ -s ../started ]; do sleep 0.1; done
ls -A "$TMPDIR" | grep -c '^.sopskit-flux-'
kill -TERM $pid
wait $pid || echo "ended $?"
kill -0 "$(cat ../started)" 2>/dev/null || echo gone
ls -A "$TMPDIR" | wc -l`)
  expect(stdout.trim().split(/\s*\n/)).toEqual(['1', 'ended 143', 'gone', '0'])
})
