import type { OpenFile } from '../../src/files/file-system.ts'

/** An open file as an object of plain functions, of which a test replaces some. */
export function boundFile(file: OpenFile): OpenFile {
  return {
    writeFile: (data) => file.writeFile(data),
    chmod: (mode) => file.chmod(mode),
    chown: (uid, gid) => file.chown(uid, gid),
    stat: () => file.stat(),
    sync: () => file.sync(),
    close: () => file.close(),
  }
}
