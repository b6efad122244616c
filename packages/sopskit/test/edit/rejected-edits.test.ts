import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { isSopsError, type SopsErrorCode } from '@sopskit/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { askByLine } from '../../src/edit/ask-by-line.ts'
import { decrypt, type OnRejected, type RejectedAnswer } from '../../src/index.ts'
import { encrypted, identities } from '../exec/encrypted.ts'
import { expectError } from '../support/expect-error.ts'
import { type Desk, makeDesk } from './desk.ts'

let desk: Desk
let before: string

beforeEach(async () => {
  desk = await makeDesk()
  before = Buffer.from(await encrypted('a: one\n', 'yaml')).toString()
  await writeFile(join(desk.folder, 'x.yaml'), before)
})

/** Gives one answer after the other, and keeps the codes it was asked about. */
function answering(...answers: readonly RejectedAnswer[]) {
  const asked: SopsErrorCode[] = []
  const onRejected: OnRejected = ({ error }) => {
    asked.push(error.code)
    return answers[asked.length - 1] ?? 'stop'
  }
  return { asked, onRejected }
}

async function plain(): Promise<string> {
  const bytes = await readFile(join(desk.folder, 'x.yaml'))
  return (await decrypt(bytes, { format: 'yaml', identities })).text()
}

const invalid = 'echo "{ hunter2" >> $f'
const mended = 'sub "/{/d; s/one/two/"'

describe('a text that cannot be encrypted (CLI-074)', () => {
  test('goes back to the editor as it is, and is written once it is mended', async () => {
    const { asked, onRejected } = answering('again', 'again')
    await desk.edit('x.yaml', [invalid, 'cp $f seen', mended], { onRejected })
    expect(asked).toEqual(['PARSE_FAILED', 'PARSE_FAILED'])
    expect(await desk.written('seen')).toBe('a: one\n{ hunter2\n')
    expect(await plain()).toBe('a: two\n')
    expect(await desk.leftovers()).toEqual([])
  })

  test('is dropped with its error, which tells where and not what', async () => {
    const error = await expectError('PARSE_FAILED', () => desk.edit('x.yaml', [invalid]))
    expect(error.position).toEqual({ line: 3, column: 1 })
    expect(error.message).toContain('the file is as it was')
    expect(error.message).toContain('No copy of the edit is kept')
    expect(error.message).not.toContain('hunter2')
    expect(await desk.written('x.yaml')).toBe(before)
    expect(await desk.leftovers()).toEqual([])
  })

  test('may become the old text again, which is no change', async () => {
    const { onRejected } = answering('again')
    const edit = () => desk.edit('x.yaml', [invalid, 'sub "/{/d"'], { onRejected })
    await expectError('FILE_NOT_CHANGED', edit)
    expect(await desk.written('x.yaml')).toBe(before)
  })

  // The last three are found while encrypting, when the text has been read already.
  test.each([
    ['PARSE_FAILED', 'echo "- b" >> $f'],
    ['TOP_LEVEL_NOT_MAP', 'echo "- a" > $f'],
    ['DUPLICATE_KEY', 'echo "a: 2" >> $f'],
    ['KEY_NOT_STRING', 'echo "1: b" >> $f'],
    ['NUMBER_OUT_OF_RANGE', 'echo "u: 18446744073709551615" >> $f'],
    ['PARSE_FAILED', 'echo "# nothing" > $f'],
    ['EMPTY_DOCUMENT', ': > $f'],
    ['ALREADY_ENCRYPTED', 'echo "sops: 1" >> $f'],
    ['EMIT_FAILED', 'printf "a: 1\\n---\\nsops: 1\\n" > $f'],
  ] as const)('is rejected with %s: %s', async (code, run) => {
    const { asked, onRejected } = answering('again')
    await desk.edit('x.yaml', [run, 'echo "a: two" > $f'], { onRejected })
    expect(asked).toEqual([code])
    expect(await plain()).toBe('a: two\n')
  })

  test('goes back as well when the file cannot be written', async () => {
    const { asked, onRejected } = answering('again', 'stop')
    let writes = 0
    const { nodeFileSystem } = await import('../../src/files/file-system.ts')
    const fileSystem: typeof nodeFileSystem = {
      ...nodeFileSystem,
      open(path, flags, mode) {
        if (flags !== 'wx' || ++writes > 1) return nodeFileSystem.open(path, flags, mode)
        return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
      },
    }
    const options = { onRejected, surroundings: { fileSystem } }
    await desk.edit('x.yaml', ['echo "a: two" > $f', 'cp $f seen'], options)
    expect(asked).toEqual(['FILE_UNWRITABLE'])
    expect(await desk.written('seen')).toBe('a: two\n')
    expect(await plain()).toBe('a: two\n')
  })
})

describe('with nobody to ask', () => {
  const unattended: OnRejected = () => 'unattended'

  test('the editor is started again, as in sops (CLI-074)', async () => {
    await desk.edit('x.yaml', [invalid, mended], { onRejected: unattended })
    expect(await plain()).toBe('a: two\n')
  })

  test('a run that changes nothing is the last, where sops goes on for ever', async () => {
    const runs = [invalid, 'true', 'true', 'true']
    const edit = () => desk.edit('x.yaml', runs, { onRejected: unattended })
    await expectError('PARSE_FAILED', edit)
    expect(await desk.editorRuns()).toBe(2)
  })

  test('the fourth is the last, whatever it changes', async () => {
    const runs = Array.from({ length: 9 }, () => invalid)
    const edit = () => desk.edit('x.yaml', runs, { onRejected: unattended })
    await expectError('PARSE_FAILED', edit)
    expect(await desk.editorRuns()).toBe(4)
    expect(await desk.written('x.yaml')).toBe(before)
    expect(await desk.leftovers()).toEqual([])
  })
})

describe('asked by a line of standard input', () => {
  test('every line starts the editor, and its end leaves nobody to ask', async () => {
    const stdin = new PassThrough()
    stdin.end('\n\n')
    const told: string[] = []
    const onRejected = askByLine(stdin, (error) => void told.push(error.code))
    const runs = [invalid, 'true', 'true', 'true', 'true']
    await expectError('PARSE_FAILED', () => desk.edit('x.yaml', runs, { onRejected }))
    expect(told).toEqual(['PARSE_FAILED', 'PARSE_FAILED', 'PARSE_FAILED'])
    expect(await desk.editorRuns()).toBe(3)
  })

  test('the signal ends the waiting', async () => {
    const stop = new AbortController()
    const onRejected = askByLine(new PassThrough(), () => {
      stop.abort()
    })
    const options = { onRejected, signal: stop.signal }
    await expectError('ABORTED', () => desk.edit('x.yaml', [invalid, mended], options))
    expect(await desk.editorRuns()).toBe(1)
    expect(await desk.leftovers()).toEqual([])
  })

  test('an error that is none of ours is passed on', async () => {
    const onRejected: OnRejected = () => {
      throw new RangeError('of the caller')
    }
    const error = await desk
      .edit('x.yaml', [invalid], { onRejected })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RangeError)
    expect(isSopsError(error)).toBe(false)
    expect(await desk.leftovers()).toEqual([])
  })
})
