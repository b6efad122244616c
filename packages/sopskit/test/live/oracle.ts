import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { createInterface } from 'node:readline'

/** What the store code of sops makes of a document. */
export type OracleAnswer =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'tree'
      readonly tree: readonly OracleNode[]
      /** `null` when sops refuses to write the tree, or crashes. */
      readonly out: Uint8Array | null
      readonly crashed: boolean
    }

/** A tree as the oracle spells it: see test-vectors/oracle/README.md. */
export type OracleNode =
  null | string | boolean | readonly OracleNode[] | { readonly t: string; readonly v: string }

/** The formats the oracle is asked for. */
export type OracleFormat = 'yaml' | 'json' | 'dotenv' | 'ini'

export interface OracleQuestion {
  readonly format: OracleFormat
  /** The same, unless it is named. */
  readonly outputFormat?: OracleFormat
  readonly input: Uint8Array
  /** 0 for the format's own. */
  readonly indent: number
}

export interface Oracle {
  ask(question: OracleQuestion): Promise<OracleAnswer>
  close(): void
}

interface RawAnswer {
  readonly tree?: readonly OracleNode[]
  readonly out?: string
  readonly lerr?: string
  readonly panic?: string
}

interface Waiting {
  readonly question: OracleQuestion
  readonly resolve: (answer: OracleAnswer) => void
}

/**
 * Starts the oracle; answers come in the order of the questions. Like sops itself it ends on a document
 * that contains itself: such a document counts as refused, and the oracle is started anew.
 */
export function startOracle(program: string): Oracle {
  const waiting: Waiting[] = []
  let closing = false
  let child = start()
  function start(): ReturnType<typeof spawnPiped> {
    const started = spawnPiped(program)
    createInterface({ input: started.stdout }).on('line', (line) => {
      waiting.shift()?.resolve(readAnswer(JSON.parse(line) as RawAnswer))
    })
    started.on('close', () => {
      if (!closing) restart()
    })
    return started
  }
  function restart(): void {
    waiting.shift()?.resolve({ kind: 'refused', message: 'the oracle crashed' })
    child = start()
    for (const { question } of waiting) child.stdin.write(lineOf(question))
  }
  return {
    ask: (question) =>
      new Promise((resolve) => {
        waiting.push({ question, resolve })
        child.stdin.write(lineOf(question))
      }),
    close: () => {
      closing = true
      child.kill()
    },
  }
}

function spawnPiped(program: string): ChildProcessByStdio<Writable, Readable, null> {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'ignore'] })
  // A write to a process that is just ending fails; its question is asked again.
  child.stdin.on('error', () => undefined)
  return child
}

function lineOf({ format, outputFormat = format, input, indent }: OracleQuestion): string {
  const data = Buffer.from(input).toString('base64')
  return `${JSON.stringify({ In: format, Out: outputFormat, Data: data, Indent: indent })}\n`
}

function readAnswer({ tree, out, lerr, panic }: RawAnswer): OracleAnswer {
  if (tree === undefined) return { kind: 'refused', message: lerr ?? panic ?? 'no tree' }
  const bytes = out === undefined ? null : Buffer.from(out, 'base64')
  return { kind: 'tree', tree, out: bytes, crashed: panic !== undefined }
}
