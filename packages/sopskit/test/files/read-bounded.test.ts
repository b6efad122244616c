import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { encodeUtf8, maxFileSize } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { readStream } from '../../src/cli/streams.ts'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { joinChunks, readFileBounded } from '../../src/files/read-bounded.ts'
import { readInput } from '../../src/files/read-input.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const gigabyte = 2 ** 30

/** A stream without end, and how much of it was taken. */
class Endless {
  taken = 0

  async *chunks(): AsyncGenerator<Uint8Array> {
    const chunk = new Uint8Array(2 ** 20)
    for (;;) {
      this.taken += chunk.length
      yield chunk
    }
  }
}

describe('a file', () => {
  test('is read whole', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, 'content')
    expect(new Uint8Array(await readFileBounded(file))).toEqual(encodeUtf8('content'))
    await writeFile(file, '')
    expect(await readFileBounded(file)).toHaveLength(0)
  })

  test('larger than any may be is not read at all', async () => {
    const file = join(await temporaryFolder(), 'sparse')
    await writeFile(file, 'x')
    await truncate(file, 3 * gigabyte)
    await expectError('LIMIT_EXCEEDED', () => readFileBounded(file))
    await expectError('LIMIT_EXCEEDED', () => readInput(file, nodeFileSystem))
  })

  test.runIf(process.platform === 'linux')('that is a device without end', async () => {
    await expectError('LIMIT_EXCEEDED', () => readInput('/dev/zero', nodeFileSystem))
  })

  test.runIf(process.platform === 'linux')('that has no size but content', async () => {
    const status = new TextDecoder().decode(await readFileBounded('/proc/self/status'))
    expect(status).toContain(`Pid:\t${process.pid}\n`)
  })
})

describe('a stream', () => {
  test('is put together', async () => {
    const chunks = Readable.from([Buffer.from('a'), Buffer.alloc(0), Buffer.from('b')])
    expect(new TextDecoder().decode(await joinChunks(chunks))).toBe('ab')
  })

  test('without end is left where no file goes on', async () => {
    const source = new Endless()
    await expectError('LIMIT_EXCEEDED', () => joinChunks(source.chunks()))
    expect(source.taken).toBeLessThan(maxFileSize + 2 ** 22)
  })

  test('without end as standard input is refused as well', async () => {
    const stream = Readable.from(new Endless().chunks())
    const never = new AbortController().signal
    await expectError('LIMIT_EXCEEDED', () => readStream(stream, never))
    expect(stream.destroyed).toBe(true)
  })
})
