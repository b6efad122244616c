import type { CommandIo } from './command-io.ts'

/** A line at the end of a terminal that says how far something is. */
export interface ProgressBar {
  show(progress: { readonly done: number; readonly total: number }): void
  /** Takes the line away again. */
  erase(): void
}

const width = 30
const eraseLine = '\r\u{1b}[K'

/** A bar on the terminal that messages go to; without one it does nothing. */
export function progressBar({
  writeStderr,
  messageColumns = 0,
}: Pick<CommandIo, 'writeStderr' | 'messageColumns'>): ProgressBar {
  let shown = ''
  const write = (text: string): void => {
    if (text !== shown) writeStderr(`${eraseLine}${text}`)
    shown = text
  }
  return {
    show({ done, total }) {
      const filled = Math.round((done / total) * width)
      const bar = `[${'#'.repeat(filled).padEnd(width, '.')}] ${done}/${total}`
      // A line that does not fit could not be taken away.
      if (bar.length < messageColumns) write(bar)
    },
    erase() {
      write('')
    },
  }
}
