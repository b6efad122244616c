import type { FluxFileSystem } from '../files/file-system.ts'
import type { BuildRoot } from './root-of.ts'

/** Where a build reads, and where it writes. */
export interface BuildPlace extends BuildRoot {
  /** A folder of its own, removed at the end. */
  readonly scratch: string
  readonly fileSystem: FluxFileSystem
}
