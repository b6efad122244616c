import { Readable, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readStream, writeStream } from '../../src/cli/streams.ts'
import { expectError } from '../support/expect-error.ts'

const never = new AbortController().signal
const systemError = (code: string) =>
  Object.assign(new Error(`${code} of fixture-secret`), { code })

describe('standard input', () => {
  test('is read to its end', async () => {
    const stream = Readable.from([Buffer.from('a'), Buffer.from([0xff, 0])])
    expect([...(await readStream(stream, never))]).toEqual([0x61, 0xff, 0])
  })

  test('that breaks is an error', async () => {
    const stream = new Readable({
      read() {
        this.destroy(systemError('EIO'))
      },
    })
    const error = await expectError('FILE_UNREADABLE', () => readStream(stream, never))
    expect(error.message).not.toContain('fixture-secret')
  })

  test('is left when the command is stopped', async () => {
    const stop = new AbortController()
    const stream = new Readable({ read: () => undefined })
    const reading = readStream(stream, stop.signal)
    stop.abort()
    await expectError('ABORTED', () => reading)
  })
})

describe('standard output', () => {
  test('is written whole', async () => {
    const chunks: Uint8Array[] = []
    const stream = new Writable({
      write: (chunk: Uint8Array, _, done) => {
        chunks.push(chunk)
        done()
      },
    })
    await writeStream(stream, new Uint8Array([1, 0xff]))
    await writeStream(stream, 'é')
    expect(Buffer.concat(chunks)).toEqual(Buffer.from([1, 0xff, 0xc3, 0xa9]))
  })

  test.each(['ENOSPC', 'EPIPE'])('that takes nothing is an error: %s', async (code) => {
    const stream = new Writable({ write: (_, __, done) => done(systemError(code)) })
    const error = await expectError('FILE_UNWRITABLE', () => writeStream(stream, 'x'))
    expect(error.message).toMatch(/no space left|nobody reads/)
    expect(error.message).not.toContain('fixture-secret')
  })
})
