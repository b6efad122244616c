import { readFileSync } from 'node:fs'
import type { Outcome } from './scenario.ts'

/** The folder that scenarios begin with, as sops made it: texts by name. */
export const recordedPlace: Readonly<Record<string, string>> = read('place')

/** What sops 3.13.3 did in each scenario; the live test of the surface compares it with the real one. */
export const recordedOutcomes: Readonly<Record<string, Outcome>> = read('outcomes')

function read<T>(name: string): Readonly<Record<string, T>> {
  const file = new URL(`recorded/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, T>>
}
