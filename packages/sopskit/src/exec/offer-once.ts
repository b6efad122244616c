import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TemporaryFiles } from '../processes/temporary-files.ts'

const firstPause = 5
const longestPause = 200

/**
 * Gives data to the first reader of a named pipe, whenever it comes, without holding up anything else. Ends
 * once the data are taken, the reader is gone, or the signal aborts; a reader that goes early is its own affair.
 */
export async function offerOnce(
  path: string,
  data: Uint8Array,
  { files, signal }: { readonly files: TemporaryFiles; readonly signal: AbortSignal },
): Promise<void> {
  let pause = firstPause
  while (!signal.aborted) {
    const pipe = await files.openPipe(path).catch(() => undefined)
    if (pipe !== undefined) {
      pipe.end(data)
      return finished(pipe, { signal }).catch(() => {
        pipe.destroy()
      })
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined)
    pause = Math.min(2 * pause, longestPause)
  }
}
