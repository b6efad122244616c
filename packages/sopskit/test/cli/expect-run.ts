import { expect } from 'vitest'
import { expectRefused } from '../differences/expect-refused.ts'
import { type CommandSetup, sopskit } from '../support/command.ts'

/** The command must succeed without a message; gives what it printed. */
export async function expectSilent(
  folder: string,
  argv: readonly string[],
  setup?: CommandSetup,
): Promise<string> {
  const { exit, stdout, stderr } = await sopskit(folder, argv, setup)
  expect(stderr).toBe('')
  expect(exit).toBe(0)
  return stdout
}

/** Each command line must fail as expected and touch nothing. */
export async function expectAllRefused(
  folder: string,
  expected: string,
  lines: readonly (readonly string[])[],
): Promise<void> {
  for (const argv of lines) await expectRefused(folder, argv, { expected })
  expect(lines.length).toBeGreaterThan(0)
}
