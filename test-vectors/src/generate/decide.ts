import type { CommandStep, DecidedDifference, VectorCase, VectorStep } from '../manifest.ts'
import { decisions } from './decided-differences.ts'
import type { Decision, Variation } from './decided-differences.ts'

/** A file that a decision adds to a case. */
export interface DecidedFile {
  readonly id: string
  readonly name: string
  /** The text, or how it differs from a recorded file of the case. */
  readonly content: string | Variation
}

/** The text of a decided file; `read` gives a recorded file of the same case. */
export function decidedText({ content }: DecidedFile, read: (name: string) => string): string {
  if (typeof content === 'string') return content
  const recorded = read(content.like)
  if (!content.replace.test(recorded)) throw new Error(`nothing to replace in ${content.like}`)
  return recorded.replace(content.replace, content.by)
}

/** The cases with the decided differences in their steps, and the files these add. */
export function decide(cases: readonly VectorCase[]): {
  readonly cases: readonly VectorCase[]
  readonly files: readonly DecidedFile[]
} {
  const unknown = Object.keys(decisions).filter((id) => !cases.some((one) => one.id === id))
  if (unknown.length > 0)
    throw new Error(`decided differences without a case: ${unknown.join(', ')}`)
  const files = Object.entries(decisions).flatMap(([id, { files: added = {} }]) =>
    Object.entries(added).map(([name, content]) => ({ id, name, content })),
  )
  return { cases: cases.map(withDecision), files }
}

function withDecision(one: VectorCase): VectorCase {
  const decision = decisions[one.id]
  if (decision === undefined) return one
  return { ...one, steps: one.steps.map((step, index) => decideStep(step, decision, index)) }
}

function decideStep(
  step: VectorStep,
  { fact, reason, steps }: Decision,
  index: number,
): VectorStep {
  const expected = steps[index]
  if (expected === undefined || 'copy' in step) return step
  const ours: DecidedDifference = { fact, reason, ...expected }
  return { ...step, ours } satisfies CommandStep
}
