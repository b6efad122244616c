import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { decrypt, type EditFileResult, encrypt } from '../../src/index.ts'
import { identities } from '../exec/encrypted.ts'
import { withoutMacAndTime } from '../preserve/changed-text.ts'
import { expectError } from '../support/expect-error.ts'
import { type Desk, makeDesk } from './desk.ts'

const recipients = testRecipient(0)
const preserve = { format: 'yaml', layout: 'preserve' } as const
const plain = `a:   'x'   # c

b: [1, "two", {k: v}]
list:
- one
-   "two"
`

let desk: Desk

beforeEach(async () => {
  desk = await makeDesk()
})

async function place(text: string): Promise<string> {
  const { bytes } = await encrypt(text, { ...preserve, recipients })
  await writeFile(join(desk.folder, 'x.yaml'), bytes)
  return Buffer.from(bytes).toString()
}

function edit(...runs: readonly string[]): Promise<EditFileResult> {
  return desk.edit('x.yaml', runs, { layout: 'preserve' })
}

async function plainNow(): Promise<string> {
  const bytes = await readFile(join(desk.folder, 'x.yaml'))
  return (await decrypt(bytes, { ...preserve, identities })).text()
}

describe('with its layout kept', () => {
  test('a file is shown as it was before it was encrypted', async () => {
    await place(plain)
    await edit('cp $f seen; sub s/one/1st/')
    expect(await desk.written('seen')).toBe(plain)
    expect(await plainNow()).toBe(plain.replace('one', '1st'))
  })

  test('only lines that were edited change, and the MAC and the time', async () => {
    const before = await place(plain)
    const { warnings, bytes } = await edit('sub s/one/1st/')
    expect(warnings).toEqual([])
    const after = Buffer.from(bytes).toString()
    const lines = withoutMacAndTime(after).split('\n')
    const changed = withoutMacAndTime(before)
      .split('\n')
      .filter((line, at) => line !== lines[at])
    expect(changed).toHaveLength(1)
    expect(changed[0]).toMatch(/^- ENC\[/)
  })

  test('the layout that was typed is the one that is kept', async () => {
    const typed = 'a: "x"\n\n\n# d\nlist: [ one ]\nnew:\n      deep: {}\n'
    await place(plain)
    await writeFile(join(desk.folder, 'typed'), typed)
    await edit('cp typed $f')
    expect(await plainNow()).toBe(typed)
  })

  test('metadata can be shown, and stay where they are', async () => {
    const before = await place(plain)
    await desk.edit('x.yaml', ['cp $f seen; sub s/one/1st/'], {
      layout: 'preserve',
      showMasterKeys: true,
    })
    const seen = await desk.written('seen')
    expect(seen.startsWith(`${plain}sops:\n`)).toBe(true)
    const count = (text: string): number => text.split('\n').length
    expect(count(await desk.written('x.yaml'))).toBe(count(before))
    expect(await plainNow()).toBe(plain.replace('one', '1st'))
  })

  test('what cannot be kept is rejected, and the file stays as it was', async () => {
    const before = await place(plain)
    await expectError('EMIT_FAILED', () => edit('printf "x: &n v\\ny: *n\\n" > $f'))
    expect(await desk.written('x.yaml')).toBe(before)
  })

  test('what will not come back is warned of', async () => {
    await place(plain)
    const { warnings } = await edit('echo "mode: 0644" >> $f')
    expect(warnings.map(({ code, path }) => [code, ...path])).toEqual([['LAYOUT_NOT_KEPT', 'mode']])
  })

  test('a new file is written as it was typed', async () => {
    await writeFile(join(desk.folder, 'typed'), plain)
    await desk.edit('x.yaml', ['cp typed $f'], { layout: 'preserve', recipients })
    expect(await plainNow()).toBe(plain)
  })
})

test('without it the layout becomes that of sops, with a warning', async () => {
  await place(plain)
  const { warnings } = await desk.edit('x.yaml', ['sub s/one/1st/'])
  expect(warnings.map(({ code }) => code)).toEqual(['LAYOUT_CHANGED'])
  expect(await plainNow()).toContain('list:\n    - 1st\n')
})
