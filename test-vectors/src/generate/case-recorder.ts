import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandStep, VectorCase, VectorStep } from '../manifest.ts'
import { expandPlaceholders, stepEnvironment } from '../placeholders.ts'
import type { Lab } from './lab.ts'

/** What a case is called and about. */
export interface CaseHeader {
  readonly id: string
  /** Fact numbers, separated by spaces. */
  readonly facts: string
  readonly note?: string
  /** The release that wrote the files, when it is not the one being recorded. */
  readonly madeWith?: string
}

/** How a command is run and what is kept of it. */
export interface RunOptions {
  /** Keeps standard output under this name, when the command succeeds. */
  readonly stdout?: string
  /** The output has random parts. */
  readonly random?: boolean
  /** The file the command changes in place. */
  readonly changes?: string
  readonly env?: Readonly<Record<string, string | null>>
}

/** Records one case: writes its inputs, runs the real sops in its folder, keeps what comes out. */
export class CaseRecorder {
  readonly lab: Lab
  private readonly header: CaseHeader
  private readonly folder: string
  private readonly inputs: string[] = []
  private readonly steps: VectorStep[] = []
  private dataKey: Uint8Array | null = null

  constructor(lab: Lab, header: CaseHeader) {
    this.lab = lab
    this.header = header
    this.folder = join(lab.target, 'cases', header.id)
    rmSync(this.folder, { recursive: true, force: true })
    mkdirSync(this.folder, { recursive: true })
  }

  /** Adds an input file. */
  write(name: string, data: string | Uint8Array): this {
    writeFileSync(join(this.folder, name), data)
    this.inputs.push(name)
    return this
  }

  read(name: string): Buffer {
    return readFileSync(join(this.folder, name))
  }

  readText(name: string): string {
    return this.read(name).toString('utf8')
  }

  /** Notes the data key of the case's files. */
  knowDataKey(dataKey: Uint8Array | null): this {
    this.dataKey = dataKey
    return this
  }

  /** A step that copies a file inside the case. */
  copy(from: string, to: string): this {
    copyFileSync(join(this.folder, from), join(this.folder, to))
    this.steps.push({ copy: [from, to] })
    return this
  }

  /** A step that runs sops; gives its exit status. */
  run(command: readonly string[], options: RunOptions = {}): number {
    const { status, stdout, stderr } = spawnSync(this.lab.sops, command.map(expandPlaceholders), {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], ...stepEnvironment(options.env) },
    })
    const exit = status ?? 255
    const kept = exit === 0 ? options.stdout : undefined
    if (kept !== undefined) writeFileSync(join(this.folder, kept), stdout)
    this.steps.push(
      commandStep(command, {
        ...options,
        exit,
        kept,
        crash: stderr.toString().startsWith('panic'),
      }),
    )
    return exit
  }

  /** Takes a file out of the case again. */
  remove(name: string): void {
    rmSync(join(this.folder, name))
  }

  /** The case as the manifest shows it. */
  finish(): VectorCase {
    const { id, facts, note, madeWith = this.lab.release } = this.header
    const numbers = facts.split(' ')
    const defects = numbers.filter((fact) => fact.startsWith('Q') && fact !== 'Q1')
    return {
      id,
      facts: numbers,
      madeWith,
      ...(defects.length > 0 && { upstreamDefect: defects }),
      ...(note !== undefined && { note }),
      ...(this.dataKey !== null && { dataKeyHex: Buffer.from(this.dataKey).toString('hex') }),
      inputs: this.inputs,
      steps: this.steps,
    }
  }
}

interface Outcome extends RunOptions {
  readonly exit: number
  readonly kept: string | undefined
  readonly crash: boolean
}

function commandStep(command: readonly string[], outcome: Outcome): CommandStep {
  return {
    command,
    ...(outcome.env !== undefined && { env: outcome.env }),
    exit: outcome.exit,
    ...(outcome.crash && { crash: true }),
    ...(outcome.kept !== undefined && { stdout: outcome.kept }),
    ...(outcome.changes !== undefined && { changes: outcome.changes }),
    stable: outcome.random !== true,
  }
}
