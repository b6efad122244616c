import type { CommandStep, VectorCase } from '@sopskit/test-vectors'

/** The steps of a case that run the command. */
export function commandsOf({ steps }: VectorCase): readonly CommandStep[] {
  return steps.filter((step) => 'command' in step)
}

/** What a step runs. */
export function verbOf({ command }: CommandStep): string {
  return command.find((word) => !globalFlags.includes(word)) ?? ''
}

const globalFlags = ['--mac-only-encrypted']

/** Where we answer otherwise than sops on purpose, by case and command. */
export const decided: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // A list can be set (Q13).
  'set-values': { 'set after9.json ["a"] [1,2]': 'exit 0, expected 7' },
  // A number on a map is an error; sops writes the file anew and changes nothing (X21).
  'set-paths': { 'set after9.json ["m"][0] 9': 'exit 1, expected 0' },
}
