import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { refuseConfiguration } from '../../src/cli/refuse-configuration.ts'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let folder: string
let cwd: string

beforeEach(async () => {
  folder = await temporaryFolder()
  cwd = join(folder, 'a', 'b')
  await mkdir(cwd, { recursive: true })
})

const check = (named?: string) => refuseConfiguration(named, { cwd, fileSystem: nodeFileSystem })

describe('a configuration that applies is refused', () => {
  test.each(['a/b', 'a', '.'])('found in %s above (CFG-002)', async (place) => {
    await writeFile(join(folder, place, '.sops.yaml'), 'creation_rules: []\n')
    const error = await expectError('CONFIG_UNSUPPORTED', () => check())
    expect(error.message).toContain('.sops.yaml')
  })

  test('named, whatever its name and content (CFG-006)', async () => {
    await writeFile(join(cwd, 'c'), 'stores: {}\n')
    await expectError('CONFIG_UNSUPPORTED', () => check('c'))
    await writeFile(join(cwd, 'c'), new Uint8Array([0x23, 0xff]))
    await expectError('CONFIG_UNSUPPORTED', () => check('c'))
  })

  test('named and missing', async () => {
    await expectError('CONFIG_UNREADABLE', () => check('missing'))
  })

  test('a folder of that name (CFG-004)', async () => {
    await mkdir(join(cwd, '.sops.yaml'))
    await expectError('CONFIG_UNREADABLE', () => check())
  })
})

describe('nothing is refused', () => {
  test('without one', async () => {
    await expect(check()).resolves.toBeUndefined()
  })

  test.each(['', '\n\n', '# only a comment\r\n\n  # and another'])(
    'for the content %j',
    async (content) => {
      await writeFile(join(cwd, '.sops.yaml'), content)
      await expect(check()).resolves.toBeUndefined()
    },
  )

  test('for /dev/null in place of one that would be found', async () => {
    await writeFile(join(folder, '.sops.yaml'), 'creation_rules: []\n')
    await expect(check('/dev/null')).resolves.toBeUndefined()
  })

  test('for .sops.yml, which is never used (CFG-001)', async () => {
    await writeFile(join(cwd, '.sops.yml'), 'creation_rules: []\n')
    await expect(check()).resolves.toBeUndefined()
  })

  test('for one below', async () => {
    await mkdir(join(cwd, 'c'))
    await writeFile(join(cwd, 'c', '.sops.yaml'), 'creation_rules: []\n')
    await expect(check()).resolves.toBeUndefined()
  })
})
