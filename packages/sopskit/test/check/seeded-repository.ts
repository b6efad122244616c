import type { FindingCode } from '../../src/check/finding.ts'
import {
  type Files,
  first,
  fluxKustomization,
  groups,
  manifestRule,
  publicKeyOf,
  recipients,
  sealed,
  secretManifest,
} from './clean-twin.ts'

/** One mistake that somebody makes in the clean twin, and what is to be found. */
export interface Mistake {
  readonly title: string
  readonly code: FindingCode
  /** Where it is found. */
  readonly path: string
  /** The files that change or come; `prefix` is where the copy of the twin lies in the repository. */
  readonly change: (clean: Files, prefix: string) => Files | Promise<Files>
}

type Edit = readonly [from: string | RegExp, to: string]

/** A mistake in the text of one file. */
function edited(
  title: string,
  code: FindingCode,
  path: string,
  ...edits: readonly Edit[]
): Mistake {
  return { title, code, path, change: (clean) => ({ [path]: replaced(clean[path], edits) }) }
}

function replaced(text: string | undefined, edits: readonly Edit[]): string {
  return edits.reduce((changed, [from, to]) => {
    const next = changed.replace(from, to)
    if (next === changed) throw new Error(`nothing to change at ${from}`)
    return next
  }, text ?? '')
}

/** A mistake that is a whole file. */
function written(
  title: string,
  code: FindingCode,
  path: string,
  make: (clean: Files, prefix: string) => string | Promise<string>,
): Mistake {
  return {
    title,
    code,
    path,
    change: async (clean, prefix) => ({ [path]: await make(clean, prefix) }),
  }
}

const ciphertext = 'ENC\\[AES256_GCM,[^\\]]*\\]'
const conflict = (one: string, other: string): string =>
  `<<<<<<< HEAD\n${one}=======\n${other}>>>>>>> other\n`
const plainApp = 'db:\n    password: hunter2\n'
const kustomization = 'apps/web/kustomization.yaml'

/** Every mistake changes one thing, and has one finding. */
export const mistakes: readonly Mistake[] = [
  // --- what is not encrypted
  written('a YAML file was never encrypted', 'NOT_ENCRYPTED', 'secrets/app.yaml', () => plainApp),
  written('a JSON file', 'NOT_ENCRYPTED', 'secrets/new.json', () => '{"token": "sesame"}'),
  written('a dotenv file', 'NOT_ENCRYPTED', 'secrets/app.env', () => 'TOKEN=sesame\n'),
  written('an INI file', 'NOT_ENCRYPTED', 'secrets/app.ini', () => '[db]\npassword = hunter2\n'),
  written('a binary file', 'NOT_ENCRYPTED', 'secrets/blob.bin', () => 'correct horse'),
  written('a Secret in clear text', 'PLAIN_SECRET', 'apps/web/secret.yaml', () =>
    secretManifest('web'),
  ),
  written(
    'a Secret in the second document, where no rule matches',
    'PLAIN_SECRET',
    'charts/all.yaml',
    () => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\n${secretManifest('web')}`,
  ),
  written(
    'a Secret in a list of manifests, as JSON',
    'PLAIN_SECRET',
    'charts/list.json',
    () =>
      '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Secret","data":{"a":"aHVudGVyMg=="}}]}',
  ),
  written('a rule that leaves stringData plain', 'PLAIN_SECRET', 'charts/half.yaml', () =>
    sealed(secretManifest('half'), { recipients, encryptedRegex: '^data$' }),
  ),
  written(
    'a ConfigMap that a rule would encrypt',
    'PLAIN_CONFIG_MAP',
    'apps/web/map.yaml',
    () => 'apiVersion: v1\nkind: ConfigMap\ndata:\n    key: hunter2\n',
  ),
  written(
    'another kind of manifest',
    'NOT_ENCRYPTED',
    'apps/web/custom.yaml',
    () => 'apiVersion: example.com/v1\nkind: Login\ndata:\n    key: hunter2\n',
  ),
  edited('a literal of a secretGenerator', 'PLAIN_SECRET', kustomization, [
    /$/,
    '    - name: plain\n      literals: ["user=${USER}", password=hunter2]\n',
  ]),
  written(
    'an age identity',
    'PRIVATE_KEY',
    'src/keys.txt',
    () => `AGE-SECRET-KEY-1${'Q'.repeat(58)}\n`,
  ),
  written(
    'an SSH key',
    'PRIVATE_KEY',
    'src/id_ed25519',
    () =>
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEA'.repeat(3)}\n-----END OPENSSH PRIVATE KEY-----\n`,
  ),
  // --- what an encrypted file says of itself
  edited('a value in clear text', 'PLAIN_VALUE', 'secrets/app.yaml', [
    new RegExp(`password: ${ciphertext}`),
    'password: hunter2',
  ]),
  edited('a number in clear text', 'PLAIN_VALUE', 'secrets/app.json', [/\{/, '{ "port": 5432,']),
  edited('a value in clear text in dotenv', 'PLAIN_VALUE', 'secrets/app.env', [
    /^/,
    'NEW=sesame\n',
  ]),
  edited('a value that was added to the second document', 'PLAIN_VALUE', 'apps/web/two.yaml', [
    /(---[^]*stringData:\n)/,
    '$1    added: sesame\n',
  ]),
  edited('an added key without a value', 'EMPTY_VALUE', 'secrets/app.yaml', [/^/, 'added: ""\n']),
  edited('a comment in clear text', 'PLAIN_COMMENT', 'secrets/app.yaml', [
    /^db:\n/,
    'db:\n    # hunter2\n',
  ]),
  edited('a damaged value', 'MALFORMED_VALUE', 'secrets/app.yaml', [/,iv:/, ',iv:!']),
  edited('an unknown type', 'MALFORMED_VALUE', 'secrets/app.ini', [/type:str\]/, 'type:text]']),
  edited('a rule that was changed by hand', 'UNEXPECTED_CIPHERTEXT', 'apps/web/secret.yaml', [
    /^ {4}name: web/m,
    '    name: ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]',
  ]),
  edited('no MAC', 'MAC_MISSING', 'secrets/app.yaml', [
    new RegExp(`\\n    mac: ${ciphertext}`),
    '',
  ]),
  edited('no version', 'METADATA_INVALID', 'secrets/app.yaml', [/\n {4}version: .*/, '']),
  written('two encrypted files as one', 'METADATA_INVALID', 'secrets/app.yaml', async (clean) =>
    [clean['secrets/app.yaml'], await sealed(plainApp, { recipients: first })].join('---\n'),
  ),
  edited('a file that cannot be parsed', 'FILE_BROKEN', 'secrets/app.yaml', [/^db:/, 'db: [']),
  edited('a conflict in an encrypted file', 'CONFLICT_MARKERS', 'secrets/app.yaml', [
    /^[^]*$/,
    conflict('a: ENC[AES256_GCM,data:A]\n', 'a: ENC[AES256_GCM,data:B]\n# sops\n'),
  ]),
  {
    title: 'a conflict in the configuration',
    code: 'CONFLICT_MARKERS',
    path: 'clusters/prod/.sops.yaml',
    change: (clean) => ({
      'clusters/prod/.sops.yaml': conflict(clean['clusters/prod/.sops.yaml'] ?? '', 'a: b\n'),
    }),
  },
  written(
    'a manifest whose kind is encrypted',
    'MANIFEST_FIELD_ENCRYPTED',
    'charts/hidden.yaml',
    () => sealed('apiVersion: v1\nkind: Secret\ndata: {a: aHVudGVyMg==}\n', { recipients }),
  ),
  edited('a file by an old release', 'LEGACY_FILE', 'secrets/app.yaml', [
    /version: .*/,
    'version: 1.14.0',
  ]),
  {
    title: 'a pattern that RE2 refuses, as sops wrote it',
    code: 'INVALID_REGEX',
    path: 'charts/lookahead.yaml',
    change: async () => {
      const text = await sealed('public: hunter2\n', { recipients, encryptedRegex: '^nothing$' })
      const pattern = '^(?!public)'
      return { 'charts/lookahead.yaml': replaced(text, [['^nothing$', pattern]]) }
    },
  },
  {
    title: 'a pattern that matches nothing',
    code: 'RULE_SELECTS_NOTHING',
    path: 'charts/nothing.yaml',
    change: async () => ({
      'charts/nothing.yaml': await sealed('password: hunter2\n', {
        recipients,
        encryptedRegex: '^passwrod$',
      }),
    }),
  },
  // --- what the creation rule says
  written('an encrypted file that no rule matches', 'NO_RULE', 'other/new.yaml', () =>
    sealed(plainApp, { recipients }),
  ),
  written('another rule', 'OPTIONS_DIFFER', 'apps/web/secret.yaml', () =>
    sealed(secretManifest('web'), { recipients, encryptedRegex: '^(stringData|data)$' }),
  ),
  written('mac_only_encrypted', 'OPTIONS_DIFFER', 'secrets/app.yaml', () =>
    sealed(plainApp, { recipients: first, macOnlyEncrypted: true }),
  ),
  written('a recipient too few', 'KEYS_DIFFER', 'apps/web/secret.yaml', () =>
    sealed(secretManifest('web'), { recipients: first, ...manifestRule }),
  ),
  written('key groups the other way round', 'KEYS_DIFFER', 'secrets/groups/shared.yaml', () =>
    sealed(plainApp, { keyGroups: groups.toReversed(), shamirThreshold: 2 }),
  ),
  {
    title: 'another threshold',
    code: 'THRESHOLD_DIFFERS',
    path: 'secrets/three.yaml',
    change: async (clean) => {
      const keyGroups = [...groups, ...groups]
      const rule = `  - path_regex: ^secrets/three
    shamir_threshold: 3
    key_groups: [${keyGroups.map(([key]) => `{ age: [${key?.recipient}] }`).join(', ')}]
`
      return {
        '.sops.yaml': replaced(clean['.sops.yaml'], [
          ['creation_rules:\n', `creation_rules:\n${rule}`],
        ]),
        'secrets/three.yaml': await sealed(plainApp, { keyGroups, shamirThreshold: 2 }),
      }
    },
  },
  // --- .sops.pub.asc
  written('another public key', 'PUBLIC_KEY_DIFFERS', 'clusters/prod/.sops.pub.asc', () =>
    publicKeyOf('other'),
  ),
  written('a secret key', 'SECRET_KEY_PACKET', 'clusters/prod/.sops.pub.asc', () =>
    publicKeyOf('curve25519', 'secret'),
  ),
  written('no key at all', 'PUBLIC_KEY_INVALID', 'clusters/prod/.sops.pub.asc', () => 'none\n'),
  // --- Flux
  edited('a generator key without an ending', 'FLUX_GENERATOR_KEY', kustomization, [
    'config.yaml=',
    'config=',
  ]),
  edited('an env file that is YAML', 'FLUX_MARKER', kustomization, [
    'app.env.encrypted',
    'config.yaml.encrypted',
  ]),
  edited('a ConfigMap from an encrypted file', 'FLUX_CONFIG_MAP', kustomization, [
    /$/,
    'configMapGenerator:\n    - name: map\n      files: [token=token.encrypted]\n',
  ]),
  edited('a file that is not there', 'FLUX_MISSING_FILE', kustomization, [
    'token=token.encrypted',
    'token=tokens.encrypted',
  ]),
  edited('a path out of the repository', 'FLUX_PATH_ESCAPES', kustomization, [
    'secret.yaml',
    `${'../'.repeat(20)}secret.yaml`,
  ]),
  {
    title: 'a file that is too large',
    code: 'FLUX_TOO_LARGE',
    path: kustomization,
    change: (clean) => ({
      [kustomization]: replaced(clean[kustomization], [
        ['token=token.encrypted', 'token=large.txt'],
      ]),
      'apps/web/large.txt': 'x'.repeat(5 * 2 ** 20 + 1),
    }),
  },
  written(
    'a second kustomization',
    'FLUX_DUPLICATE_KUSTOMIZATION',
    'apps/web/kustomization.yml',
    () => 'resources: []\n',
  ),
  written(
    'a Kustomization without decryption',
    'FLUX_NO_DECRYPTION',
    'clusters/prod/apps.yaml',
    (_, prefix) => fluxKustomization({ path: `./${prefix}apps/web`, decrypts: false }),
  ),
  {
    title: 'a file of sops in a Secret, under a key without an ending',
    code: 'FLUX_GENERATOR_KEY',
    path: 'apps/web/inside.yaml',
    change: (clean) => ({
      'apps/web/inside.yaml': replaced(clean['apps/web/inside.yaml'], [
        ['config.yaml:', 'config:'],
      ]),
    }),
  },
]
