import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { waitForLine } from '../../src/processes/wait-for-line.ts'

const never = new AbortController().signal

describe('a line of standard input', () => {
  test('is waited for, and what follows it is left for the next', async () => {
    const stream = new PassThrough()
    const first = waitForLine(stream, never)
    stream.write('a')
    stream.write('b\nc\nd')
    expect(await first).toBe(true)
    expect(stream.isPaused()).toBe(true)
    expect(await waitForLine(stream, never)).toBe(true)
    const third = waitForLine(stream, never)
    stream.end()
    expect(await third).toBe(false)
  })

  test('does not come at its end, at once or later', async () => {
    const stream = new PassThrough()
    const waiting = waitForLine(stream, never)
    stream.end('no newline')
    expect(await waiting).toBe(false)
    expect(await waitForLine(stream, never)).toBe(false)
  })

  test('does not come from a broken stream', async () => {
    const stream = new PassThrough()
    const waiting = waitForLine(stream, never)
    stream.destroy(new Error('broken'))
    expect(await waiting).toBe(false)
  })

  test('is no longer waited for after the signal', async () => {
    const stop = new AbortController()
    const stream = new PassThrough()
    const waiting = waitForLine(stream, stop.signal)
    stop.abort()
    expect(await waiting).toBe(false)
    expect(await waitForLine(stream, stop.signal)).toBe(false)
    expect(stream.listenerCount('data')).toBe(0)
  })
})
