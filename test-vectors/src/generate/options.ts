import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ReplayOptions } from '../replay/replay-options.ts'
import type { Lab } from './lab.ts'

/** What the command line asks for. */
export type Task =
  | { readonly kind: 'record'; readonly lab: Lab }
  | { readonly kind: 'decide'; readonly target: string }
  | {
      readonly kind: 'check'
      readonly program: string
      readonly only: string
      readonly replay: ReplayOptions
    }

export const usage = `usage: generate.mjs --sops PATH --age PATH [--target FOLDER] [--older RELEASE=PATH]…
       generate.mjs --decide
       generate.mjs --check --sops PATH [--only PREFIX] [--expect sops|ours] [--read recorded|own]

Without --check: runs the real sops on every input and writes cases/, manifest.json and vectors.json into
the target folder (this package when absent). Files of older releases are kept unless --older names a program.
With --decide: writes the decided differences into the recorded manifest.
With --check: runs every recorded step with the program and compares exit status and standard output.`

/** Reads the command line; `null` when it makes no sense. */
export function parseTask(argv: readonly string[]): Task | null {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      sops: { type: 'string' },
      age: { type: 'string', default: 'age' },
      target: { type: 'string', default: fileURLToPath(new URL('../../', import.meta.url)) },
      older: { type: 'string', multiple: true, default: [] },
      decide: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      expect: { type: 'string', default: 'sops' },
      read: { type: 'string', default: 'recorded' },
    },
  })
  if (values.decide) return { kind: 'decide', target: values.target }
  if (values.sops === undefined) return null
  const { target, only } = values
  const sops = programPath(values.sops)
  const age = programPath(values.age)
  if (!values.check)
    return {
      kind: 'record',
      lab: { sops, release: releaseOf(sops), age, target, older: byRelease(values.older) },
    }
  const replay = {
    expect: values.expect === 'ours' ? 'ours' : 'sops',
    read: values.read === 'own' ? 'own' : 'recorded',
  } as const
  return { kind: 'check', program: sops, only, replay }
}

/** Programs are run in other folders: a relative path is made absolute, a bare name is left to the search path. */
function programPath(program: string): string {
  return /[/\\]/.test(program) ? resolve(program) : program
}

function releaseOf(sops: string): string {
  const output = execFileSync(sops, ['--version', '--disable-version-check']).toString()
  return /\d+\.\d+\.\d+/.exec(output)?.[0] ?? 'unknown'
}

function byRelease(older: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    older.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  )
}
