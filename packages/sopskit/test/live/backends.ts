import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Peers, startPeers, testIdentity, testRecipient } from '@sopskit/test-vectors'

/** The kinds of key that have a counterpart in the lab, as `--decryption-order` names them. */
export const backendKinds = ['age', 'pgp', 'kms', 'gcp_kms', 'azure_kv', 'hc_vault'] as const

export type BackendKind = (typeof backendKinds)[number]

/** The counterparts of all key services, and how programs get at their keys. */
export interface Backends {
  readonly folder: string
  /** The key of a kind, as the flag for it takes it. */
  keyOf(kind: BackendKind): string
  /** Variables under which exactly the keys of some kinds can be used; the others are refused at once. */
  environment(available: readonly BackendKind[]): Readonly<Record<string, string>>
  stop(): Promise<void>
}

export async function startBackends(): Promise<Backends> {
  const peers = await startPeers('vault', 'awskms', 'gcpkms', 'azurekv', 'gpg')
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-backends-'))
  const home = join(folder, 'home')
  mkdirSync(home, { mode: 0o700 })
  const parts = variablesOf(peers, home)
  return {
    folder,
    keyOf: (kind) => keys(peers)[kind],
    environment: (available) =>
      Object.fromEntries(
        backendKinds.flatMap((kind) =>
          Object.entries({
            ...parts.everywhere,
            ...(available.includes(kind) ? parts.with[kind] : parts.without[kind]),
          }),
        ),
      ),
    stop: async () => {
      await peers.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function keys(peers: Peers): Readonly<Record<BackendKind, string>> {
  return {
    age: testRecipient(0),
    pgp: valueOf(peers.envOf('gpg'), 'PEERS_GPG_KEY'),
    kms: valueOf(peers.envOf('awskms'), 'PEERS_AWSKMS_KEY'),
    gcp_kms: valueOf(peers.envOf('gcpkms'), 'PEERS_GCPKMS_KEY'),
    azure_kv: valueOf(peers.envOf('azurekv'), 'PEERS_AZUREKV_KEY'),
    hc_vault: valueOf(peers.envOf('vault'), 'PEERS_VAULT_KEY'),
  }
}

type Variables = Readonly<Record<string, string>>

interface Parts {
  readonly everywhere: Variables
  readonly with: Readonly<Record<BackendKind, Variables>>
  readonly without: Readonly<Record<BackendKind, Variables>>
}

/** Servers are always reached; what differs is who may use the key. */
function variablesOf(peers: Peers, home: string): Parts {
  const [aws, gcp, azure] = [peers.envOf('awskms'), peers.envOf('gcpkms'), peers.envOf('azurekv')]
  return {
    everywhere: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      SSL_CERT_FILE: valueOf(gcp, 'SSL_CERT_FILE'),
      NODE_EXTRA_CA_CERTS: valueOf(gcp, 'NODE_EXTRA_CA_CERTS'),
      AWS_ENDPOINT_URL: valueOf(aws, 'AWS_ENDPOINT_URL'),
      AWS_EC2_METADATA_DISABLED: 'true',
      SOPS_GCP_KMS_ENDPOINT: valueOf(gcp, 'SOPS_GCP_KMS_ENDPOINT'),
      HTTPS_PROXY: valueOf(azure, 'HTTPS_PROXY'),
      NO_PROXY: '127.0.0.1,localhost',
      AZURE_TENANT_ID: valueOf(azure, 'AZURE_TENANT_ID'),
      AZURE_CLIENT_ID: valueOf(azure, 'AZURE_CLIENT_ID'),
    },
    with: {
      age: { SOPS_AGE_KEY: testIdentity(0) },
      pgp: { GNUPGHOME: valueOf(peers.envOf('gpg'), 'GNUPGHOME') },
      kms: { AWS_ACCESS_KEY_ID: 'lab', AWS_SECRET_ACCESS_KEY: 'lab' },
      gcp_kms: { GOOGLE_OAUTH_ACCESS_TOKEN: valueOf(gcp, 'PEERS_GCPKMS_TOKEN') },
      azure_kv: { AZURE_CLIENT_SECRET: valueOf(azure, 'AZURE_CLIENT_SECRET') },
      hc_vault: { VAULT_TOKEN: valueOf(peers.envOf('vault'), 'VAULT_TOKEN') },
    },
    without: {
      age: {},
      pgp: { GNUPGHOME: emptyGnupgHome(home) },
      kms: {},
      gcp_kms: { GOOGLE_OAUTH_ACCESS_TOKEN: 'of-somebody-else' },
      azure_kv: { AZURE_CLIENT_SECRET: 'of-somebody-else' },
      hc_vault: { VAULT_TOKEN: 'of-somebody-else' },
    },
  }
}

function emptyGnupgHome(home: string): string {
  const folder = join(home, 'empty-gnupg')
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(join(folder, 'gpg.conf'), 'no-autostart\n')
  return folder
}

function valueOf(variables: Variables, name: string): string {
  const value = variables[name]
  if (value === undefined) throw new Error(`the lab gives no ${name}`)
  return value
}
