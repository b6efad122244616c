import * as fs from 'node:fs/promises'
import { readFileBounded } from './read-bounded.ts'

/** What is asked about a file; `mode` holds the permission bits and the kind of file. */
export interface FileStatus {
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly dev: number
  readonly ino: number
  /** When the content was last written, in milliseconds since 1970. */
  readonly mtimeMs: number
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
  /** Does not follow a symbolic link. */
  lstat(path: string): Promise<FileStatus>
  /** The names in a folder. */
  readdir(path: string): Promise<readonly string[]>
  realpath(path: string): Promise<string>
  readlink(path: string): Promise<string>
  access(path: string, mode: number): Promise<void>
  /** Fails with `LIMIT_EXCEEDED` for more than any file may have. */
  readFile(path: string): Promise<Uint8Array>
  open(path: string, flags: string, mode?: number): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}

/** The file system of this machine. */
export const nodeFileSystem: FileSystem = {
  stat: (path) => fs.stat(path),
  lstat: (path) => fs.lstat(path),
  readdir: (path) => fs.readdir(path),
  realpath: (path) => fs.realpath(path),
  readlink: (path) => fs.readlink(path),
  access: (path, mode) => fs.access(path, mode),
  readFile: readFileBounded,
  open: (path, flags, mode) => fs.open(path, flags, mode),
  rename: (from, to) => fs.rename(from, to),
  unlink: (path) => fs.unlink(path),
}
