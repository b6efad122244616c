import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// sops colours the two only on a terminal: the changes of updatekeys, and the report of failed keys (CLI-131).
test('nothing is coloured, with and without NO_COLOR', async () => {
  const folder = await temporaryFolder()
  await encryptedFile(folder, 'e.yaml', 'a: 1\n')
  await writeFile(join(folder, '.sops.yaml'), `creation_rules: [{ age: ${testRecipient(1)} }]\n`)
  for (const colours of [{}, { NO_COLOR: '1' }]) {
    const env = { SOPS_AGE_KEY: testIdentity(0), TERM: 'xterm', ...colours }
    const changes = await sopskit(folder, ['updatekeys', 'e.yaml'], { env, interactive: true })
    expect(changes.stdout).toContain('+++')
    const report = await sopskit(folder, ['decrypt', 'e.yaml'], {
      env: { ...env, SOPS_AGE_KEY: testIdentity(2) },
      interactive: true,
    })
    expect(report.stderr).toContain('FAILED')
    expect(`${changes.stdout}${changes.stderr}${report.stderr}`).not.toContain('\u001b')
  }
})
