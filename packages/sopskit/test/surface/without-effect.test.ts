import { expect, test } from 'vitest'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test.each([
  [
    ['--verbose', 'decrypt', 'e.yaml'],
    ['decrypt', 'e.yaml'],
  ],
  [
    ['-d', '--verbose', 'e.yaml'],
    ['-d', 'e.yaml'],
  ],
  [
    ['publish', '--verbose', '--yes', 'e.yaml'],
    ['publish', '--yes', 'e.yaml'],
  ],
  [
    ['keyservice', '--verbose', '--address', '0.0.0.0:0'],
    ['keyservice', '--address', '0.0.0.0:0'],
  ],
])('--verbose says nothing more: %j', async (loud, quiet) => {
  const folder = await temporaryFolder()
  await encryptedFile(folder, 'e.yaml', 'a: 1\n')
  expect(parseArguments(loud).flags.verbose).toBe(true)
  // A key service is refused where other machines could reach it, so that the command ends.
  const run = await sopskit(folder, loud)
  expect(run).toEqual(await sopskit(folder, quiet))
})
