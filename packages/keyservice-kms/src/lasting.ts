/** Something that is made when it is first wanted, and kept. */
export interface Lasting<T> {
  /** What is made is tried again after a failure. */
  readonly get: () => Promise<T>
  /** Forgets what was made, so that the next use makes it anew; `end` is done to it, whatever comes of that. */
  readonly drop: (end: (made: T) => Promise<void>) => void
}

/** Keeps what `make` gives for all that follow. */
export function lasting<T>(make: () => Promise<T>): Lasting<T> {
  let made: Promise<T> | undefined
  const attempt = async (): Promise<T> => {
    try {
      return await make()
    } catch (error) {
      made = undefined
      throw error
    }
  }
  return {
    get: () => (made ??= attempt()),
    drop: (end) => {
      const old = made
      made = undefined
      if (old !== undefined) void ended(old, end)
    },
  }
}

async function ended<T>(made: Promise<T>, end: (made: T) => Promise<void>): Promise<void> {
  try {
    await end(await made)
  } catch {
    // Nobody waits for it any more.
  }
}
