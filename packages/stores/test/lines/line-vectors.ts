import { readFileSync } from 'node:fs'

/** A text, its tree in the notation of `yaml/emit/tree-notation.ts`, and the file written of it. */
export interface DocumentVector {
  readonly facts: string
  readonly input: string
  readonly tree: readonly unknown[]
  /** Not there when sops reads what it writes as another tree. */
  readonly output?: string
}

/** A text that sops refuses. */
export interface RefusedVector {
  readonly facts: string
  readonly input: string
  readonly line: number
}

/** The documents of another format, and the file written of them. */
export interface WrittenVector {
  readonly facts: string
  readonly tree: readonly (readonly unknown[])[]
  readonly output: string
}

interface LineVectors {
  readonly documents: readonly DocumentVector[]
  readonly refused: readonly RefusedVector[]
  readonly written: readonly WrittenVector[]
}

/** The vectors of a format whose files are made of lines. */
export function readLineVectors(format: 'dotenv' | 'ini'): LineVectors {
  return {
    documents: readJsonLines(`${format}/vectors/documents.jsonl`) as DocumentVector[],
    refused: readJsonLines(`${format}/vectors/refused.jsonl`) as RefusedVector[],
    written: readJsonLines(`${format}/vectors/written.jsonl`) as WrittenVector[],
  }
}

function readJsonLines(path: string): readonly unknown[] {
  const lines = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line): unknown => JSON.parse(line))
}
