import { readCaseFile } from '../files.ts'
import type { CommandStep, Expected, VectorCase } from '../manifest.ts'
import { maskEncrypted } from '../mask-encrypted.ts'
import type { ProgramResult } from './program.ts'
import type { ReplayOptions } from './replay-options.ts'

interface Comparison {
  readonly vectorCase: VectorCase
  readonly options: ReplayOptions
}

/** Says how a run differs from what is expected of it, or `null`. */
export function compareStep(
  step: CommandStep,
  result: ProgramResult,
  { vectorCase, options }: Comparison,
): string | null {
  const expected = expectedOf(step, options)
  if (step.crash === true && expected === step)
    return result.exit === 0 ? 'exit 0, expected a failure' : null
  if (result.exit !== expected.exit) return `exit ${result.exit}, expected ${expected.exit}`
  if (expected.exit !== 0)
    return result.stdout.length === 0 ? null : 'standard output after a failure'
  if (expected.stdout === undefined) return null
  const wanted = readCaseFile(vectorCase, expected.stdout)
  const same = step.stable
    ? Buffer.compare(wanted, result.stdout) === 0
    : masked(wanted) === masked(result.stdout)
  return same ? null : `standard output differs from ${expected.stdout}`
}

function expectedOf(step: CommandStep, options: ReplayOptions): Expected {
  if (options.expect === 'sops' || step.ours === undefined) return step
  return (options.read === 'own' ? step.ours.onOwnFile : undefined) ?? step.ours
}

function masked(bytes: Uint8Array): string {
  return maskEncrypted(Buffer.from(bytes).toString('latin1'), { version: true })
}
