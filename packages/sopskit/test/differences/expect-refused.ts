import { expect } from 'vitest'
import { type CommandSetup, sopskit } from '../support/command.ts'
import { folderContent } from '../support/folder-content.ts'

/** The command must fail with this code and exit, print nothing on standard output, and touch no file. Gives the message. */
export async function expectRefused(
  folder: string,
  argv: readonly string[],
  { expected, ...setup }: CommandSetup & { readonly expected: string },
): Promise<string> {
  const before = await folderContent(folder)
  const { exit, stdout, stderr } = await sopskit(folder, argv, setup)
  const [, code] = /^sopskit: ([A-Z_]+): .+/.exec(stderr) ?? []
  expect(`${code} ${exit}`).toBe(expected)
  expect(stdout).toBe('')
  expect(await folderContent(folder)).toEqual(before)
  return stderr
}
