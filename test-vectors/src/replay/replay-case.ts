import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseFolder } from '../files.ts'
import type { CommandStep, VectorCase } from '../manifest.ts'
import { expandPlaceholders, stepEnvironment } from '../placeholders.ts'
import { compareStep } from './compare-step.ts'
import type { Program, ProgramResult } from './program.ts'
import type { ReplayOptions } from './replay-options.ts'

/** What became of one command. */
export interface StepReport {
  /** Position in the case's steps. */
  readonly index: number
  readonly ran: boolean
  /** Why the outcome is not the expected one; `null` when it is. */
  readonly difference: string | null
}

/**
 * Runs the steps of a case in a temporary copy of its folder and compares exit status and standard
 * output; fresh encryption is compared in its masked form.
 *
 * @example
 * ```ts
 * import { loadCases, replayCase, spawnProgram } from '@sopskit/test-vectors'
 * async function replayAll(path: string): Promise<void> {
 *   const sops = spawnProgram(path)
 *   for (const vectorCase of loadCases()) {
 *     const steps = await replayCase(vectorCase, sops, { expect: 'sops', read: 'recorded' })
 *     console.log(vectorCase.id, steps.filter((step) => step.difference !== null))
 *   }
 * }
 * ```
 */
export async function replayCase(
  vectorCase: VectorCase,
  program: Program,
  options: ReplayOptions,
): Promise<readonly StepReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-case-'))
  try {
    cpSync(caseFolder(vectorCase.id), folder, { recursive: true })
    const reports: StepReport[] = []
    for (const [index, step] of vectorCase.steps.entries()) {
      if ('copy' in step) copyInside(folder, step.copy)
      else
        reports.push({ index, ...(await runStep(step, { vectorCase, program, folder, options })) })
    }
    return reports
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Replay {
  readonly vectorCase: VectorCase
  readonly program: Program
  readonly folder: string
  readonly options: ReplayOptions
}

async function runStep(step: CommandStep, replay: Replay): Promise<Omit<StepReport, 'index'>> {
  if (replay.options.skips?.(step) === true) {
    if (step.changes !== undefined && step.exit === 0) restore(step.changes, replay)
    return { ran: false, difference: null }
  }
  const result = await replay.program({
    args: step.command.map(expandPlaceholders),
    cwd: replay.folder,
    env: stepEnvironment(step.env),
  })
  keepOwnFile(step, result, replay)
  return { ran: true, difference: compareStep(step, result, replay) }
}

function keepOwnFile(step: CommandStep, result: ProgramResult, { folder, options }: Replay): void {
  if (options.read === 'own' && !step.stable && step.stdout !== undefined && result.exit === 0) {
    writeFileSync(join(folder, step.stdout), result.stdout)
  }
}

function restore(name: string, { vectorCase, folder }: Replay): void {
  copyFileSync(join(caseFolder(vectorCase.id), name), join(folder, name))
}

function copyInside(folder: string, [from, to]: readonly [string, string]): void {
  copyFileSync(join(folder, from), join(folder, to))
}
