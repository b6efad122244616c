import type { KeyChanges } from '@sopskit/core'
import type { Notice } from '../api/output.ts'
import type { ConfigOptions } from '../config/config-options.ts'
import type { FileFormat } from '../formats/file-format.ts'
import type { IdentityOptions } from '../options/identity-options.ts'
import type { EncryptRuntimeOptions } from '../options/runtime-options.ts'
import type { PublishClients } from './clients.ts'

/** What publishing takes. */
export interface PublishOptions extends IdentityOptions, EncryptRuntimeOptions {
  /** Whose destination rules count: `search` for the `.sops.yaml` that applies, or what `loadConfig` gave. */
  readonly config: NonNullable<ConfigOptions['config']>
  /** The format of the file. Default: by the end of its name (F1). */
  readonly format?: FileFormat | undefined
  /** Leave the last extension out of the name at the destination, whatever the rule says. Default: false. */
  readonly omitExtensions?: boolean | undefined
  /** Asked before anything is sent; with `false` nothing is. Default: nobody is asked. */
  readonly confirm?: ((planned: PlannedPublication) => boolean | Promise<boolean>) | undefined
  /** Clients to send with. Default: those that follow `env` and the settings of AWS and Google. */
  readonly clients?: PublishClients | undefined
  /** Holds `VAULT_ADDR`, `VAULT_TOKEN` and their like. Default: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Milliseconds after which a destination that does not answer is given up. Default: 60,000. */
  readonly deadlineMs?: number | undefined
}

/** A file and where it would go. */
export interface PlannedPublication {
  readonly path: string
  /** As sops names it, such as `s3://bucket/key`. */
  readonly destination: string
  /** How the keys of what is published differ from those of the file, when it was encrypted anew. */
  readonly changes: KeyChanges | undefined
}

/** What became of a file. */
export interface Publication extends PlannedPublication {
  /** `unchanged` is a secret that Vault has already; `declined` is one that `confirm` said no to. */
  readonly outcome: 'published' | 'unchanged' | 'declined'
  readonly warnings: readonly PublishNotice[]
}

/** A warning of decrypting or encrypting, or one of publishing. */
export type PublishNotice = Omit<Notice, 'code'> & {
  readonly code:
    | Notice['code']
    /** A map in a list is published as a list of its keys and values, as sops does. */
    | 'WRITTEN_AS_PAIRS'
    /** Whether Vault has the secret already cannot be found out; it was written again. */
    | 'NOT_COMPARED'
}
