import * as fs from 'node:fs/promises'

/** What is asked about a file; `mode` holds the permission bits and the kind of file. */
export interface FileStatus {
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly dev: number
  readonly ino: number
  isFile(): boolean
}

/** An open file. */
export interface OpenFile {
  writeFile(data: Uint8Array): Promise<void>
  chmod(mode: number): Promise<void>
  chown(uid: number, gid: number): Promise<void>
  stat(): Promise<FileStatus>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The part of a file system that sopskit uses, so that tests can make each step fail. */
export interface FileSystem {
  /** Follows symbolic links. */
  stat(path: string): Promise<FileStatus>
  realpath(path: string): Promise<string>
  readlink(path: string): Promise<string>
  access(path: string, mode: number): Promise<void>
  readFile(path: string): Promise<Uint8Array>
  open(path: string, flags: string, mode?: number): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}

/** The file system of this machine. */
export const nodeFileSystem: FileSystem = {
  stat: (path) => fs.stat(path),
  realpath: (path) => fs.realpath(path),
  readlink: (path) => fs.readlink(path),
  access: (path, mode) => fs.access(path, mode),
  readFile: (path) => fs.readFile(path),
  open: (path, flags, mode) => fs.open(path, flags, mode),
  rename: (from, to) => fs.rename(from, to),
  unlink: (path) => fs.unlink(path),
}
