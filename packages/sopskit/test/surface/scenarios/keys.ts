import { testRecipient } from '@sopskit/test-vectors'

/** Asks the key service of the stage only, which has every key. */
export const remote: readonly string[] = [
  '--enable-local-keyservice=false',
  '--keyservice',
  '{SERVICE}',
]

/** A key of each kind, by the flag that names it; those of the recorded `open.yaml`. */
export const keys: Readonly<Record<string, string>> = {
  age: testRecipient(0),
  pgp: '85D77543B3D624B63CEA9E6DBC17301B491B3F21',
  kms: 'arn:aws:kms:eu-west-1:111122223333:key/one',
  'gcp-kms': 'projects/p/locations/global/keyRings/r/cryptoKeys/one',
  'azure-kv': 'https://one.vault.azure.net/keys/k/11',
  'hc-vault-transit': 'https://vault.example.com:8200/v1/transit/keys/one',
  hckms: 'eu-west-101:11111111-2222-3333-4444-555555555555',
}

/** Another key of each kind. */
export const others: Readonly<Record<string, string>> = {
  age: testRecipient(1),
  pgp: 'FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4',
  kms: 'arn:aws:kms:eu-west-1:111122223333:key/two+arn:aws:iam::111122223333:role/r',
  'gcp-kms': 'projects/p/locations/global/keyRings/r/cryptoKeys/two',
  'azure-kv': 'https://two.vault.azure.net/keys/k/22',
  'hc-vault-transit': 'https://vault.example.com:8200/v1/transit/keys/two',
  hckms: 'eu-west-101:66666666-7777-8888-9999-000000000000',
}

/** The flags for all of {@link keys}. */
export const allKeys: readonly string[] = Object.entries(keys).flatMap(([flag, key]) => [
  `--${flag}`,
  key,
])

/** The kinds of key, as flags name them. */
export const kinds: readonly string[] = Object.keys(keys)
