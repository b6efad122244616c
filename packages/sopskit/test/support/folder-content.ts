import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Every file of a folder and its text, to see that nothing was touched. */
export async function folderContent(folder: string): Promise<Record<string, string>> {
  const content: Record<string, string> = {}
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    content[path] = await readFile(path, 'latin1')
  }
  return content
}
