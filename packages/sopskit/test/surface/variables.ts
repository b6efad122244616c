import { inPackage, type Proof } from './proof.ts'
import { sopsFlags } from './sops-flags.ts'

/** Environment variables that belong together, with where they differ. */
export interface Variables {
  readonly names: readonly string[]
  readonly what: string
  readonly differs?: readonly string[]
  /** Beside the scenarios with the name of the variable. */
  readonly proofs?: readonly Proof[]
}

/** Variables that stand in for a flag, from the record of the help. */
export const flagVariables: readonly string[] = [
  ...new Set(
    Object.values(sopsFlags).flatMap((flags) => flags.join(' ').match(/(?<=\$)\w+/g) ?? []),
  ),
].toSorted()

const age = (file: string, title: string): Proof => ({
  file: `packages/keyservice-age/test/${file}`,
  title,
})
const vault = (file: string, title: string): Proof => ({
  file: `packages/keyservice-vault/test/environment/${file}`,
  title,
})
const cloud = (file: string, title: string): Proof => ({
  file: `packages/keyservice-kms/test/${file}`,
  title,
})
const pgp = (title: string): Proof => ({
  file: 'packages/keyservice-pgp/test/live/pgp.live.test.ts',
  title,
})

/** Variables that sops looks at beside those of flags (CLI-071, CLI-131, BACKENDS). */
export const otherVariables: readonly Variables[] = [
  { names: ['SOPS_EDITOR', 'EDITOR', 'PATH'], what: 'the editor' },
  { names: ['TMPDIR'], what: 'where decrypted files are while they are used' },
  {
    names: ['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE', 'SOPS_AGE_KEY_CMD'],
    what: 'age identities',
    proofs: [age('live/age.live.test.ts', 'both open what is for any of eight keys')],
  },
  {
    names: ['SOPS_AGE_SSH_PRIVATE_KEY_FILE', 'SOPS_AGE_SSH_PRIVATE_KEY_CMD'],
    what: 'SSH keys as age identities',
    proofs: [age('live/age.live.test.ts', 'RSA in the format %s (AGE-015)')],
  },
  {
    names: ['SOPS_AGE_RECIPIENT'],
    what: 'given to the commands of the two above',
    proofs: [age('live/age.live.test.ts', 'a command is told the recipient, as by sops (AGE-014)')],
  },
  { names: ['HOME', 'XDG_CONFIG_HOME'], what: 'where `sops/age/keys.txt` and others are' },
  {
    names: ['GPG_AGENT_INFO', 'XDG_RUNTIME_DIR', 'GPG_TTY', 'DISPLAY', 'TERM'],
    what: 'how the agent is asked for the passphrase of age identities (AGE-017)',
    proofs: [
      age('live/age.live.test.ts', 'gpg-agent hears the same from both (AGE-017)'),
      age('node/gpg-agent.test.ts', 'is told where it may ask'),
    ],
  },
  {
    names: ['SOPS_GPG_EXEC'],
    what: 'the `gpg` to run',
    proofs: [pgp('a command line is no program, for sops as for us (PGP-007)')],
  },
  {
    names: ['GNUPGHOME'],
    what: 'handed on to `gpg`',
    proofs: [pgp('a home that was handed in beats GNUPGHOME (PGP-008)')],
  },
  {
    names: ['SOPS_HC_VAULT_ALLOWLIST'],
    what: 'the Vault servers that may be asked',
    proofs: [vault('settings.test.ts', 'SOPS_HC_VAULT_ALLOWLIST (HCV-006, UT-26)')],
  },
  {
    names: ['VAULT_TOKEN', 'VAULT_NAMESPACE', 'VAULT_ADDR'],
    what: 'Vault; the address only for `publish` (HCV-005, CLI-113)',
    proofs: [
      vault(
        'settings.test.ts',
        'VAULT_ADDR and VAULT_AGENT_ADDR are ignored, VAULT_NAMESPACE is sent',
      ),
      {
        file: 'packages/keyservice-vault/test/live/vault.live.test.ts',
        title: 'what we encrypt sops decrypts',
      },
      inPackage(
        'publish/destination.test.ts',
        'the address of Vault without a variable, or with an empty one',
      ),
    ],
  },
  {
    names: [
      'VAULT_CACERT',
      'VAULT_CAPATH',
      'VAULT_CLIENT_CERT',
      'VAULT_CLIENT_KEY',
      'VAULT_TLS_SERVER_NAME',
      'VAULT_SKIP_VERIFY',
    ],
    what: 'TLS with Vault',
    proofs: [
      vault('tls.test.ts', 'is not trusted with %o, and nothing is sent'),
      vault('tls.test.ts', 'is shown to a server that asks for it'),
      vault('tls.test.ts', 'must hold the name of the address, or that of VAULT_TLS_SERVER_NAME'),
    ],
  },
  {
    names: ['VAULT_PROXY_ADDR', 'VAULT_HTTP_PROXY', 'VAULT_MAX_RETRIES', 'VAULT_CLIENT_TIMEOUT'],
    what: 'how Vault is reached',
    proofs: [
      vault('proxy.test.ts', 'of %s gets plain requests even for this machine'),
      vault('settings.test.ts', 'VAULT_MAX_RETRIES says how many further attempts there are'),
      vault('settings.test.ts', '%s ends a call that hangs'),
    ],
  },
  {
    names: [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_PROFILE',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AWS_ROLE_ARN',
    ],
    what: 'AWS credentials (KMS-007)',
    differs: ['K1', 'K5'],
    proofs: [
      cloud('aws/from-environment.test.ts', 'credentials in the order of KMS-007'),
      cloud(
        'live/aws.live.test.ts',
        'a profile that the key names, with other credentials in variables (KMS-007)',
      ),
    ],
  },
  {
    names: [
      'AWS_ENDPOINT_URL',
      'AWS_ENDPOINT_URL_KMS',
      'AWS_ENDPOINT_URL_STS',
      'AWS_CA_BUNDLE',
      'AWS_EC2_METADATA_DISABLED',
    ],
    what: 'where AWS is (KMS-005)',
    proofs: [
      cloud('aws/from-environment.test.ts', 'endpoints (KMS-005)'),
      cloud('live/aws.live.test.ts', 'with an authority that only AWS_CA_BUNDLE names'),
    ],
  },
  {
    names: ['GOOGLE_CREDENTIALS', 'GOOGLE_OAUTH_ACCESS_TOKEN', 'GOOGLE_APPLICATION_CREDENTIALS'],
    what: 'Google credentials (GCP-004)',
    proofs: [
      cloud(
        'gcp/credentials-from-environment.test.ts',
        'the order of the credentials (GCP-004, UT-24)',
      ),
    ],
  },
  {
    names: ['SOPS_GCP_KMS_CLIENT_TYPE', 'SOPS_GCP_KMS_ENDPOINT', 'SOPS_GCP_KMS_UNIVERSE_DOMAIN'],
    what: 'how Google Cloud KMS is reached (GCP-003, GCP-005)',
    differs: ['K7'],
    proofs: [cloud('live/gcp.live.test.ts', 'over $transport with $name (GCP-003, GCP-004)')],
  },
  {
    names: [
      'AZURE_TENANT_ID',
      'AZURE_CLIENT_ID',
      'AZURE_CLIENT_SECRET',
      'AZURE_CLIENT_CERTIFICATE_PATH',
      'AZURE_FEDERATED_TOKEN_FILE',
      'AZURE_TOKEN_CREDENTIALS',
      'AZURE_AUTHORITY_HOST',
    ],
    what: 'Azure credentials (AZ-005)',
    differs: ['K10'],
    proofs: [
      cloud('azure/credential-from-environment.test.ts', 'which credentials are tried (AZ-005)'),
      cloud('live/azure.live.test.ts', 'with %s (AZ-005)'),
    ],
  },
  {
    names: ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_PROJECT_ID'],
    what: 'Huawei Cloud credentials: not used',
    differs: ['K8'],
    proofs: [inPackage('surface/scenarios/endings.ts', "'error UNSUPPORTED_KEY_TYPE'")],
  },
  {
    names: ['NO_COLOR'],
    what: 'no colours; there are none (CLI-131)',
    proofs: [
      inPackage(
        'surface/without-colours.test.ts',
        'nothing is coloured, with and without NO_COLOR',
      ),
    ],
  },
]
