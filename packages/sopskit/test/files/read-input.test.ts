import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeUtf8 } from '@sopskit/core'
import { expect, test } from 'vitest'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { readInput, requireInput } from '../../src/files/read-input.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a file is read whole', async () => {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, 'content')
  await requireInput(file, nodeFileSystem)
  expect(new Uint8Array(await readInput(file, nodeFileSystem))).toEqual(encodeUtf8('content'))
})

test('a missing file is told from one that cannot be read (ERR-10)', async () => {
  const folder = await temporaryFolder()
  const missing = join(folder, 'missing\u001b[2J')
  const error = await expectError('FILE_NOT_FOUND', () => requireInput(missing, nodeFileSystem))
  expect(error.message).toContain('\\u001b')
  await expectError('FILE_NOT_FOUND', () => readInput(missing, nodeFileSystem))
  await requireInput(folder, nodeFileSystem)
  await expectError('FILE_UNREADABLE', () => readInput(folder, nodeFileSystem))
  await writeFile(join(folder, 'file'), '')
  await expectError('FILE_UNREADABLE', () =>
    requireInput(join(folder, 'file', 'x'), nodeFileSystem),
  )
})
