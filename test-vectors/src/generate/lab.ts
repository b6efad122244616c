/** The programs and folders of one run of the generator. */
export interface Lab {
  /** The sops to record. */
  readonly sops: string
  /** Its release, as it names itself. */
  readonly release: string
  readonly age: string
  /** Folder that receives `cases/`, `manifest.json` and `vectors.json`. */
  readonly target: string
  /** Older releases to make files with anew, by their number; files of others are kept. */
  readonly older: ReadonlyMap<string, string>
}
