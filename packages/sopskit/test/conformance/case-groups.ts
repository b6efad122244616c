import type { CommandStep, VectorCase } from '@sopskit/test-vectors'

/** What a case needs before all of its steps can run. */
export type CaseGroup = 'now' | 'other commands'

/** Sorts a case by the last thing it waits for. */
export function groupOf(vectorCase: VectorCase): CaseGroup {
  return commandsOf(vectorCase).every(isWithinReach) ? 'now' : 'other commands'
}

/** True for a step that can run today, whatever its case waits for. */
export function isWithinReach({ command }: CommandStep): boolean {
  const [verb] = command.filter((word) => !globalFlags.includes(word))
  return command.length === 0 || verb === 'encrypt' || verb === 'decrypt'
}

/** The steps of a case that run the command. */
export function commandsOf({ steps }: VectorCase): readonly CommandStep[] {
  return steps.filter((step) => 'command' in step)
}

const globalFlags = ['--mac-only-encrypted']
