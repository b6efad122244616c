import { expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('values that are too large for an environment end exec-env with COMMAND_FAILED, exit 1', async () => {
  const folder = await temporaryFolder()
  await encryptedFile(folder, 'e.yaml', `a: ${'x'.repeat(3_000_000)}\n`)
  const run = await sopskit(folder, ['exec-env', 'e.yaml', 'true'])
  expect(run).toMatchObject({ exit: 1, stdout: '' })
  expect(run.stderr).toMatch(/^sopskit: COMMAND_FAILED: /)
})
