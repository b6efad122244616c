import { readFileSync } from 'node:fs'

/** All lines of a file of vectors. */
export function readVectors(name: string): readonly unknown[] {
  const text = readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}
