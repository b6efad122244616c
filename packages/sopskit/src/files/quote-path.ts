/** A file name for a message: quoted, so that spaces and control characters in it can be seen. */
export function quotePath(path: string): string {
  return JSON.stringify(path)
}
