import type { DestinationRule } from '../config.ts'
import { map } from '../read/maps.ts'
import { positionOf } from '../read/place.ts'
import type { Reader } from '../read/reader.ts'
import { boolean, integer, text } from '../read/scalars.ts'
import { creationRule } from './creation-rule.ts'

/** A destination rule (CFG-026). */
export const destinationRule: Reader<DestinationRule> = map(
  {
    path_regex: text,
    s3_bucket: text,
    s3_prefix: text,
    gcs_bucket: text,
    gcs_prefix: text,
    vault_path: text,
    vault_address: text,
    vault_kv_mount_name: text,
    vault_kv_version: integer,
    recreation_rule: creationRule,
    omit_extensions: boolean,
  },
  (read, place) => ({
    kind: 'destination-rule',
    pathRegex: read.path_regex ?? '',
    s3Bucket: read.s3_bucket ?? '',
    s3Prefix: read.s3_prefix ?? '',
    gcsBucket: read.gcs_bucket ?? '',
    gcsPrefix: read.gcs_prefix ?? '',
    vaultPath: read.vault_path ?? '',
    vaultAddress: read.vault_address ?? '',
    vaultKvMountName: read.vault_kv_mount_name ?? '',
    vaultKvVersion: read.vault_kv_version ?? 0,
    omitExtensions: read.omit_extensions ?? false,
    recreationRule: read.recreation_rule,
    position: positionOf(place),
  }),
)
