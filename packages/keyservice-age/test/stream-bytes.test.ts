import { expect, it } from 'vitest'
import { bytesOf, streamOf } from '../src/stream-bytes.ts'

it('gives back the bytes of a stream, however they were cut', async () => {
  const pieces = [[1, 2], [], [3], [4, 5, 6]].map((piece) => Uint8Array.from(piece))
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else controller.enqueue(piece)
    },
  })
  expect(await bytesOf(stream)).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6))
  expect(await bytesOf(streamOf(Uint8Array.of(7, 8)))).toEqual(Uint8Array.of(7, 8))
  expect(await bytesOf(streamOf(new Uint8Array()))).toEqual(new Uint8Array())
})

it('gives nothing of a stream that fails after its first piece', async () => {
  let pulls = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (pulls++ === 0) controller.enqueue(Uint8Array.of(1))
      else controller.error(new RangeError('broken'))
    },
  })
  await expect(bytesOf(stream)).rejects.toThrow(RangeError)
})
