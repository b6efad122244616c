import type { CreationRule } from '../config.ts'
import { keyList, list } from '../read/lists.ts'
import { map } from '../read/maps.ts'
import { positionOf } from '../read/place.ts'
import type { Reader } from '../read/reader.ts'
import { boolean, integer, text } from '../read/scalars.ts'
import { keyGroup } from './key-group.ts'

/** A creation rule (CFG-023). A list of key groups without any counts as absent (CFG-040). */
export const creationRule: Reader<CreationRule> = map(
  {
    path_regex: text,
    age: keyList,
    pgp: keyList,
    kms: keyList,
    aws_profile: text,
    gcp_kms: keyList,
    hckms: list(() => text),
    azure_keyvault: keyList,
    hc_vault_transit_uri: keyList,
    key_groups: list(() => keyGroup),
    shamir_threshold: integer,
    unencrypted_suffix: text,
    encrypted_suffix: text,
    unencrypted_regex: text,
    encrypted_regex: text,
    unencrypted_comment_regex: text,
    encrypted_comment_regex: text,
    mac_only_encrypted: boolean,
  },
  ({ key_groups: groups = [], ...read }, place) => ({
    kind: 'creation-rule',
    pathRegex: read.path_regex ?? '',
    keys: groups.length > 0 ? { kind: 'groups', groups } : flatKeys(read),
    ignoredKeys: groups.length > 0 ? namedKeys(read) : [],
    shamirThreshold: read.shamir_threshold ?? 0,
    texts: {
      unencryptedSuffix: read.unencrypted_suffix,
      encryptedSuffix: read.encrypted_suffix,
      unencryptedRegex: read.unencrypted_regex,
      encryptedRegex: read.encrypted_regex,
      unencryptedCommentRegex: read.unencrypted_comment_regex,
      encryptedCommentRegex: read.encrypted_comment_regex,
    },
    macOnlyEncrypted: read.mac_only_encrypted ?? false,
    position: positionOf(place),
  }),
  {
    // sops does not know `filename_regex` any more, and a rule with it alone matches every file.
    meant: {
      filename_regex: 'path_regex',
      hc_vault: 'hc_vault_transit_uri',
      azure_kv: 'azure_keyvault',
    },
  },
)

interface FlatEntries {
  readonly age: readonly string[] | undefined
  readonly pgp: readonly string[] | undefined
  readonly kms: readonly string[] | undefined
  readonly aws_profile: string | undefined
  readonly gcp_kms: readonly string[] | undefined
  readonly hckms: readonly string[] | undefined
  readonly azure_keyvault: readonly string[] | undefined
  readonly hc_vault_transit_uri: readonly string[] | undefined
}

function namedKeys(read: FlatEntries): readonly string[] {
  const names = [
    'age',
    'pgp',
    'kms',
    'gcp_kms',
    'hckms',
    'azure_keyvault',
    'hc_vault_transit_uri',
  ] as const
  return names.filter((name) => (read[name] ?? []).some((one) => one !== ''))
}

function flatKeys(read: FlatEntries): CreationRule['keys'] {
  return {
    kind: 'flat',
    age: read.age ?? [],
    pgp: read.pgp ?? [],
    kms: read.kms ?? [],
    awsProfile: read.aws_profile ?? '',
    gcpKms: read.gcp_kms ?? [],
    huaweiKms: read.hckms ?? [],
    azureKeyVault: read.azure_keyvault ?? [],
    vault: read.hc_vault_transit_uri ?? [],
  }
}
