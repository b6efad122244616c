import type {
  CompiledRule,
  CreationRule,
  MasterKey,
  Metadata,
  MetadataLayout,
  PlannedLeaf,
  TextPosition,
  TreeBranches,
} from '@sopskit/core'
import type { LoadedConfig } from '../config/load-config.ts'
import type { FileFormat } from '../formats/file-format.ts'

/** A file that is checked. */
export interface Subject {
  /** Absolute. */
  readonly path: string
  /** As findings name it: relative to the checked directory, with slashes. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly content: Content
  readonly governing: Governing
}

/** A {@link Subject} that is encrypted. */
export interface EncryptedSubject extends Subject {
  readonly content: EncryptedContent
}

/** What a configuration says of a file. */
export interface Governing {
  readonly config: LoadedConfig | undefined
  /** `undefined` also when the configuration has none that matches. */
  readonly rule: CreationRule | undefined
  /** The keys of the rule by group; none for a rule that leaves them to flags. */
  readonly keyGroups: readonly (readonly MasterKey[])[]
}

/** What a file turned out to be. */
export type Content =
  | EncryptedContent
  | PlainContent
  | BrokenContent
  | { readonly kind: 'conflicted'; readonly position: TextPosition }
  | { readonly kind: 'config' }
  | {
      readonly kind: 'public-key'
      /** The configuration in the same folder. */
      readonly beside: LoadedConfig | undefined
    }

/** A file with metadata that can be read. */
export interface EncryptedContent {
  readonly kind: 'encrypted'
  readonly format: FileFormat
  readonly layout: MetadataLayout
  /** With the metadata, as it was read. */
  readonly whole: TreeBranches
  /** Without the metadata. */
  readonly documents: TreeBranches
  readonly metadata: Metadata
  /** That of the file itself. */
  readonly rule: CompiledRule
  /** By document. */
  readonly leaves: readonly (readonly PlannedLeaf[])[]
}

/** A file without metadata. */
export interface PlainContent {
  readonly kind: 'plain'
  /** Where something about them has to be known, and they can be read. */
  readonly documents: TreeBranches | undefined
}

/** A file that is encrypted as it seems, and cannot be read. */
export interface BrokenContent {
  readonly kind: 'broken'
  readonly code: 'FILE_BROKEN' | 'METADATA_INVALID'
  readonly message: string
  readonly position: TextPosition | undefined
}
