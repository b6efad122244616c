import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { readTypedLine } from '../../src/processes/read-typed-line.ts'

interface Typed {
  readonly line: Promise<string>
  readonly shown: readonly string[]
}

function type(keys: string, signal?: AbortSignal): Typed {
  const shown: string[] = []
  const input = new PassThrough()
  const line = readTypedLine(input, { signal, show: (text) => shown.push(text) })
  input.end(keys)
  return { line, shown }
}

it.each([
  ['a line', 'open sesame\r', 'open sesame'],
  ['what comes behind it', 'one\ntwo\n', 'one'],
  ['nothing', '\r', ''],
  ['Backspace', 'opem\bn\r', 'open'],
  ['Delete', 'opé\u007f\u007fpen\r', 'open'],
  ['one key too many that erases', 'x\b\b\bopen\r', 'open'],
  ['Ctrl+U, which erases the line', 'wrong one\u0015open\r', 'open'],
  ['Ctrl+W, which erases a word', 'open sesame \u0017door\r', 'open door'],
  ['Ctrl+W at the start', '\u0017open\r', 'open'],
  ['Ctrl+Z, which is no part of it', 'op\u001aen\r', 'open'],
  ['characters of four bytes', '🔑🔒\b\r', '🔑'],
])('%s', async (_, keys, expected) => {
  expect(await type(keys).line).toBe(expected)
})

it('what is typed and erased can be seen, and nothing else', async () => {
  const { line, shown } = type('ab 🔑\u0017c\r')
  expect(await line).toBe('ab c')
  expect(shown).toEqual(['a', 'b', ' ', '🔑', '\b \b', 'c'])
})

it.each([
  ['Ctrl+C', 'half\u0003', 'ABORTED'],
  ['Ctrl+\\', 'half\u001c', 'ABORTED'],
  ['Ctrl+D', 'half\u0004', 'INVALID_IDENTITY'],
  ['the end of the terminal', 'half', 'INVALID_IDENTITY'],
])('%s gives no answer', async (_, keys, code) => {
  await expect(type(keys).line).rejects.toMatchObject({ code })
})

it('a signal ends it, before and meanwhile', async () => {
  const controller = new AbortController()
  const input = new PassThrough()
  const options = { signal: controller.signal, show: () => undefined }
  const line = readTypedLine(input, options)
  controller.abort()
  await expect(line).rejects.toMatchObject({ code: 'ABORTED' })
  await expect(readTypedLine(input, options)).rejects.toMatchObject({ code: 'ABORTED' })
})
