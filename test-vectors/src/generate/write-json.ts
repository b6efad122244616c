import { writeFileSync } from 'node:fs'
import { format } from 'prettier'

/** Writes a JSON file in the layout the repository's formatter gives it, so that a new run makes a small diff. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  writeFileSync(path, await format(JSON.stringify(value), { parser: 'json', printWidth: 100 }))
}
