/** What can happen to this process while it waits for another one. */
export interface ProcessEvents {
  /** Calls `listener` for each of these signals, which then do nothing else; the result undoes that. */
  onSignals(names: readonly NodeJS.Signals[], listener: (name: NodeJS.Signals) => void): () => void
  /** Calls `listener` when the process ends by itself or through an error; the result undoes that. */
  onExit(listener: () => void): () => void
}

/** The events of this process. */
export const nodeProcessEvents: ProcessEvents = {
  onSignals(names, listener) {
    for (const name of names) process.on(name, listener)
    return () => {
      for (const name of names) process.off(name, listener)
    }
  },
  onExit(listener) {
    process.on('exit', listener)
    return () => {
      process.off('exit', listener)
    }
  },
}
