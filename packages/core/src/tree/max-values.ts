/**
 * How many values and comments one file may hold. Encrypting takes about a kilobyte of memory for each; a
 * few megabytes of `[1,1,1…` would otherwise end the process.
 */
export const maxValues: number = 2_000_000
