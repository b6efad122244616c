import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { sopskit } from './command.ts'

/** Writes a file, has the command encrypt it for the first test identity, and gives its text. */
export async function encryptedFile(folder: string, name: string, plain: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, plain)
  const run = await sopskit(folder, ['encrypt', '--age', testRecipient(0), '-i', name])
  if (run.exit !== 0) throw new Error(`the test file ${name} cannot be made: ${run.stderr}`)
  return readFile(file, 'utf8')
}
