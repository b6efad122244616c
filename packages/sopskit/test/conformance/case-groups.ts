import { readCaseFile } from '@sopskit/test-vectors'
import type { CommandStep, VectorCase } from '@sopskit/test-vectors'

/** What a case needs before all of its steps can run. */
export type CaseGroup = 'now' | 'other formats' | 'configuration and other commands'

/** Sorts a case by the last thing it waits for. */
export function groupOf(vectorCase: VectorCase): CaseGroup {
  const commands = commandsOf(vectorCase)
  const known = commands.every(({ command }) => verbOf(command) !== undefined)
  if (!known || vectorCase.inputs.includes(configuration)) return 'configuration and other commands'
  return commands.every(formatsAreKnown) ? 'now' : 'other formats'
}

/** True for a step that can run today, whatever its case waits for. */
export function isWithinReach(step: CommandStep, vectorCase: VectorCase): boolean {
  const verb = verbOf(step.command)
  if (verb === undefined) return step.command.length === 0
  if (verb === 'encrypt' && vectorCase.inputs.includes(configuration)) return false
  if (verb === 'decrypt' && setsStores(vectorCase)) return false
  return formatsAreKnown(step) || exitsBeforeReading.includes(step.exit)
}

/** The steps of a case that run the command. */
export function commandsOf({ steps }: VectorCase): readonly CommandStep[] {
  return steps.filter((step) => 'command' in step)
}

const configuration = '.sops.yaml'

/** Exit statuses that come before any file is read: whatever its format, they can be had. */
const exitsBeforeReading = [6, 8, 91, 100, 112]

const globalFlags = ['--mac-only-encrypted']

function verbOf(command: readonly string[]): 'encrypt' | 'decrypt' | undefined {
  const [verb] = command.filter((word) => !globalFlags.includes(word))
  return verb === 'encrypt' || verb === 'decrypt' ? verb : undefined
}

function setsStores(vectorCase: VectorCase): boolean {
  if (!vectorCase.inputs.includes(configuration)) return false
  return Buffer.from(readCaseFile(vectorCase, configuration)).includes('stores:')
}

function formatsAreKnown({ command }: CommandStep): boolean {
  return ['--input-type', '--output-type'].every((flag) => {
    const format = valueOf(command, flag) ?? ''
    const named = valueOf(command, '--filename-override') ?? command.at(-1) ?? ''
    return ['yaml', 'json'].includes(format) || (!isFormat(format) && /\.(ya?ml|json)$/.test(named))
  })
}

function valueOf(command: readonly string[], flag: string): string | undefined {
  const at = command.indexOf(flag)
  return at < 0 ? undefined : command[at + 1]
}

/** Any other word leaves the format to the file's name (F2). */
function isFormat(word: string): boolean {
  return ['yaml', 'json', 'dotenv', 'ini', 'binary'].includes(word)
}
