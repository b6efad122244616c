import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ageMasterKeys, defineKeyService, type KeyService, pgpMasterKeys } from '@sopskit/core'
import { testRecipient } from '@sopskit/test-vectors'
import { encrypt, type EncryptOptions } from '../../src/index.ts'

/** The files of a repository by their paths. */
export type Files = Readonly<Record<string, string>>

export const [first, second] = [testRecipient(0), testRecipient(1)]
export const fingerprint = '926E8A16F5C95AB78365E8F0C52C8617F35AD9BA'

/** A key of the tests of the key service for PGP. */
export function publicKeyOf(name: string, part: 'public' | 'secret' = 'public'): string {
  const path = `../../../keyservice-pgp/test/keys-for-tests-only/${name}.${part}.asc`
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
}

/** Every file is encrypted for keys that need not exist. */
const pgpService: KeyService = defineKeyService({
  type: 'pgp',
  name: 'pgp for tests',
  wrap: async () => '-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n',
  unwrap: async () => null,
})

export type Given = Omit<EncryptOptions, 'format'> & Partial<Pick<EncryptOptions, 'format'>>

export async function sealed(plain: string, options: Given): Promise<string> {
  const services = [pgpService]
  return (await encrypt(plain, { services, format: 'yaml', ...options })).text()
}

export const recipients: readonly string[] = [first, second]
export const manifestRule = { encryptedRegex: '^(data|stringData)$' } as const

export const sealedManifest = (plain: string): Promise<string> =>
  sealed(plain, { recipients, ...manifestRule })

export const groups = [ageMasterKeys(first), ageMasterKeys(second)]

/** Values that no message may ever show. */
export const secretValues = [
  'hunter2',
  'sesame',
  'correct horse',
  'aHVudGVyMg==',
  'c2VzYW1lCg==',
] as const

export function rootConfig(): string {
  return `creation_rules:
  - path_regex: ^secrets/groups/
    shamir_threshold: 2
    key_groups:
      - age: [${first}]
      - age: [${second}]
  - path_regex: ^secrets/.*\\.(yaml|json|env|ini|bin)$
    age: ${first}
  - path_regex: ^apps/.*\\.yaml$
    encrypted_regex: ${manifestRule.encryptedRegex}
    age: ${first},${second}
  - path_regex: \\.encrypted$
    age: ${first}
`
}

export function secretManifest(name: string): string {
  return `apiVersion: v1
kind: Secret
metadata:
    name: ${name}
    namespace: web
type: Opaque
data:
    password: aHVudGVyMg==
stringData:
    token: correct horse
`
}

/** A repository in which everything is as it should be. */
export async function cleanTwin(): Promise<Files> {
  const alone = { recipients: first }
  const cluster = { keyGroups: [pgpMasterKeys(fingerprint)], ...manifestRule }
  return {
    '.sops.yaml': rootConfig(),
    '.gitignore': 'node_modules\n',
    'README.md': `Identities begin with AGE-SECRET-KEY-1…, armor with -----BEGIN PGP PRIVATE KEY BLOCK-----.

\`\`\`yaml
password: ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]
sops:
    lastmodified: "2024-01-02T03:04:05Z"
\`\`\`
`,
    'src/main.js': 'export const password = process.env.PASSWORD // sops, lastmodified\n',
    'secrets/app.yaml': await sealed(
      'db:\n    password: hunter2\n    port: 5432\nlist: [a, b]\n',
      alone,
    ),
    'secrets/app.json': await sealed('{"token": "sesame"}', { ...alone, format: 'json' }),
    'secrets/app.env': await sealed('TOKEN=sesame\n', { ...alone, format: 'dotenv' }),
    'secrets/app.ini': await sealed('[db]\npassword = hunter2\n', { ...alone, format: 'ini' }),
    'secrets/blob.bin': await sealed('correct horse', { ...alone, format: 'binary' }),
    'secrets/groups/shared.yaml': await sealed('password: hunter2\n', {
      keyGroups: groups,
      shamirThreshold: 2,
    }),
    'apps/web/secret.yaml': await sealedManifest(secretManifest('web')),
    'apps/web/two.yaml': await sealedManifest(
      `${secretManifest('one')}---\n${secretManifest('two')}`,
    ),
    'apps/web/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
    name: web
spec:
    replicas: 1
`,
    'apps/web/placeholder.yaml': `apiVersion: v1
kind: Secret
metadata:
    name: later
stringData:
    password: \${PASSWORD}
    empty: ""
`,
    'apps/web/inside.yaml': `apiVersion: v1
kind: Secret
metadata:
    name: inside
data:
    config.yaml: ${Buffer.from(await sealed('password: hunter2\n', alone)).toString('base64')}
`,
    'apps/web/config.yaml.encrypted': await sealed('password: hunter2\n', alone),
    'apps/web/token.encrypted': await sealed('sesame', { ...alone, format: 'binary' }),
    'apps/web/app.env.encrypted': await sealed('TOKEN=sesame\n', { ...alone, format: 'dotenv' }),
    'apps/web/patch.yaml': await sealedManifest(secretManifest('web')),
    'apps/web/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
    - secret.yaml
    - deployment.yaml
    - https://example.com/remote.yaml
patches:
    - path: patch.yaml
secretGenerator:
    - name: app
      files:
          - config.yaml=config.yaml.encrypted
          - token=token.encrypted
      envs:
          - app.env.encrypted
`,
    // It says nothing of creating files.
    'charts/.sops.yaml': 'stores:\n  json:\n    indent: 2\n',
    'clusters/prod/.sops.yaml': `creation_rules:
  - path_regex: .*.yaml
    encrypted_regex: ^(data|stringData)$
    pgp: ${fingerprint}
`,
    'clusters/prod/.sops.pub.asc': publicKeyOf('curve25519'),
    'clusters/prod/kustomization.yaml': 'resources:\n    - apps.yaml\n    - secret.yaml\n',
    'clusters/prod/apps.yaml': fluxKustomization({ path: './apps/web', decrypts: true }),
    'clusters/prod/secret.yaml': await sealed(secretManifest('cluster'), cluster),
  }
}

export function fluxKustomization({
  path,
  decrypts,
}: {
  readonly path: string
  readonly decrypts: boolean
}): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
    name: apps
spec:
    path: ${path}
${decrypts ? '    decryption:\n        provider: sops\n' : ''}    prune: true
`
}
