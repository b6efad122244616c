import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Manifest, VectorCase } from './manifest.ts'

const root = new URL('../', import.meta.url)

/** The folder of a recorded case. */
export function caseFolder(id: string): string {
  return fileURLToPath(new URL(`cases/${id}/`, root))
}

/**
 * The file that holds test identity `n` (0, 1 or 2). These identities are published here and protect
 * nothing.
 */
export function testKeyFile(n: number): string {
  return fileURLToPath(new URL(`keys-for-tests-only/k${n}.txt`, root))
}

/** One file of a recorded case, as bytes. */
export function readCaseFile(vectorCase: VectorCase, name: string): Uint8Array {
  return readFileSync(`${caseFolder(vectorCase.id)}${name}`)
}

/** The whole manifest. */
export function loadManifest(): Manifest {
  return readJson('manifest.json') as Manifest
}

/**
 * The recorded cases, in the manifest's order.
 *
 * @example
 * ```ts
 * import { loadCases, readCaseFile } from '@sopskit/test-vectors'
 * for (const vectorCase of loadCases((one) => one.id.startsWith('json-'))) {
 *   if (vectorCase.inputs.includes('plain.json')) readCaseFile(vectorCase, 'plain.json')
 * }
 * ```
 */
export function loadCases(
  filter: (vectorCase: VectorCase) => boolean = () => true,
): readonly VectorCase[] {
  return loadManifest().cases.filter(filter)
}

/** A JSON file of this package. */
export function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, root), 'utf8'))
}
