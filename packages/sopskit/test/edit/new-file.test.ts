import { readFile, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { defineKeyService } from '@sopskit/core'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { exampleDocument } from '../../src/edit/example-document.ts'
import { loadStore } from '../../src/formats/load-store.ts'
import { decrypt, type FileFormat, formatOfPath } from '../../src/index.ts'
import { identities } from '../exec/encrypted.ts'
import { expectError } from '../support/expect-error.ts'
import { namesIn } from '../support/temporary-folder.ts'
import { type Desk, makeDesk } from './desk.ts'

let desk: Desk
const recipients = testRecipient(0)

beforeEach(async () => {
  desk = await makeDesk()
})

async function plainOf(name: string, format = formatOfPath(name)): Promise<string> {
  const bytes = await readFile(join(desk.folder, name))
  return (await decrypt(bytes, { format, identities })).text()
}

const formats: readonly (readonly [name: string, format: FileFormat])[] = [
  ['x.yaml', 'yaml'],
  ['x.json', 'json'],
  ['x.env', 'dotenv'],
  ['x.ini', 'ini'],
  ['x.txt', 'binary'],
]

describe('a file that does not exist (CLI-076)', () => {
  test.each(formats)(
    'starts from an example in the spelling of its format: %s',
    async (name, format) => {
      const store = await loadStore(format)
      const example = exampleDocument(format)
      expect(Buffer.from(store.emit(store.load(example))).toString()).toBe(
        Buffer.from(example).toString(),
      )
      const edit = () => desk.edit(name, ['cp $f seen'], { recipients })
      await expectError('FILE_NOT_CHANGED', edit)
      expect(await desk.written('seen')).toBe(Buffer.from(example).toString())
      expect(await namesIn(desk.folder)).not.toContain(name)
      expect(await desk.leftovers()).toEqual([])
    },
  )

  test.each(formats)('is made of what the example becomes: %s', async (name) => {
    const result = await desk.edit(name, ['sub s/password/passcode/; echo >> $f; cp $f seen'], {
      recipients,
    })
    expect(result).toMatchObject({ created: true, macVerified: true })
    expect(result.text()).not.toContain('change me')
    expect((await plainOf(name)).trimEnd()).toBe((await desk.written('seen')).trimEnd())
    expect(await desk.leftovers()).toEqual([])
  })

  test('follows the rule and the formats that are asked for', async () => {
    const options = { recipients, encryptedRegex: '^b$', outputFormat: 'json' } as const
    const { metadata } = await desk.edit('x.yaml', [`echo '{"a": 1, "b": 2}' > $f`], options)
    expect(metadata.rule).toEqual({ kind: 'encrypted-regex', pattern: '^b$' })
    expect(await desk.written('x.yaml')).toMatch(/^\{\n\t"a": 1,\n\t"b": "ENC\[/)
  })

  test('has the mode that the umask leaves, and may be named by a link', async () => {
    await symlink('real.yaml', join(desk.folder, 'link.yaml'))
    await desk.edit('link.yaml', ['echo "a: 1" > $f'], { recipients })
    const [made, another] = ['real.yaml', 'runs'].map((name) => stat(join(desk.folder, name)))
    expect((await made)?.mode).toBe((await another)?.mode)
    expect(await plainOf('real.yaml')).toBe('a: 1\n')
  })

  test('goes back to the editor when the text is not right', async () => {
    const runs = ['echo "{" > $f', 'echo "a: 1" > $f']
    await desk.edit('x.yaml', runs, { recipients, onRejected: () => 'again' })
    expect(await plainOf('x.yaml')).toBe('a: 1\n')
  })

  test('is not made for nobody, or for keys that do not work; the editor is not started', async () => {
    await expectError('NO_RECIPIENTS', () => desk.edit('x.yaml', ['true']))
    await expectError('INVALID_MASTER_KEY', () =>
      desk.edit('x.yaml', ['true'], { recipients: 'x' }),
    )
    const broken = defineKeyService({
      name: 'broken',
      type: 'pgp',
      wrap: () => Promise.reject(new Error('hunter2')),
      unwrap: () => Promise.resolve(null),
    })
    const keyGroups = [[{ type: 'pgp', fingerprint: 'F'.repeat(40) } as const]]
    const options = { keyGroups, services: [broken] }
    const error = await expectError('WRAP_FAILED', () => desk.edit('x.yaml', ['true'], options))
    expect(error.message).not.toContain('hunter2')
    expect(await desk.editorRuns()).toBe(0)
    expect(await namesIn(desk.folder)).not.toContain('x.yaml')
  })
})
