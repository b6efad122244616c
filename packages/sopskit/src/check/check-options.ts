import type { LoadedConfig } from '../config/load-config.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { IdentityOptions } from '../options/identity-options.ts'
import type { CheckRule } from './check-rule.ts'
import type { CheckFailure, Finding } from './finding.ts'
import type { RunGit } from './source/run-git.ts'

/** What {@link checkFiles} takes. */
export interface CheckFilesOptions extends IdentityOptions {
  /** Where relative paths begin, and what the paths of findings are relative to. Default: the working directory. */
  readonly directory?: string | undefined
  /** Patterns of files and folders that are left out, counted from the directory: `test/keys`, `**` and `*` included. */
  readonly exclude?: readonly string[] | undefined
  /** The configuration for all files. Default: for each file the nearest `.sops.yaml` in its folder or above. */
  readonly config?: LoadedConfig | undefined
  /** Check what the next commit of Git changes, as its index holds it. Default: false. */
  readonly staged?: boolean | undefined
  /** Look at kustomizations as Flux does. Default: when there is a Kustomization of Flux among the files. */
  readonly flux?: boolean | undefined
  /** Decrypt every file with `identities` and `services`, and verify its MAC. Default: false. */
  readonly decrypt?: boolean | undefined
  /** More rules, beside those of sopskit. */
  readonly rules?: readonly CheckRule[] | undefined
  /** How many files are worked on at the same time. Default: 16. */
  readonly limit?: number | undefined
  /** Told when a file is done. */
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** Default: that of this machine. */
  readonly fileSystem?: FileSystem | undefined
  /** Default: the git of this machine, if there is one. */
  readonly git?: RunGit | undefined
}

/** How far a check is. */
export interface CheckProgress {
  readonly done: number
  readonly total: number
}

/** What {@link checkFiles} found. */
export interface CheckReport {
  /** How many files were looked at. */
  readonly files: number
  /** By path, and by place in the file. */
  readonly findings: readonly Finding[]
  /** What could not be checked. Of these nothing is known: they are no better than findings. */
  readonly failures: readonly CheckFailure[]
}
