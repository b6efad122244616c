import type { Metadata, MetadataQuirk } from '../metadata/metadata.ts'
import type { Warning } from './warning.ts'

const messages: Readonly<Record<MetadataQuirk, string>> = {
  'empty-key':
    'The metadata has an entry for a master key without a name and a data key, as SOPS before 1.10 left one; it was passed over.',
  'undated-key':
    'A master key in the metadata has no `created_at` that can be read; it was used all the same.',
  'damaged-threshold':
    'The `shamir_threshold` in the metadata is written as SOPS before 3.11 damaged it; it was read as the whole number it was.',
  'no-rule':
    'The metadata names no rule, as SOPS before 1.7 had none; every value was taken as encrypted, whatever its key.',
}

/** What is to be said of metadata that sops would refuse. */
export function quirkWarnings({ quirks = [] }: Metadata): readonly Warning[] {
  return quirks.map((quirk) => ({ code: 'LEGACY_METADATA', path: [], message: messages[quirk] }))
}
