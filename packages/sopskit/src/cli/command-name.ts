/** The commands of this release. */
export type CommandName = 'encrypt' | 'decrypt'

const laterCommands: readonly string[] = [
  'edit',
  'rotate',
  'set',
  'unset',
  'updatekeys',
  'groups',
  'exec-env',
  'exec-file',
  'publish',
  'keyservice',
  'filestatus',
  'completion',
]

/** True for a command of this release. */
export function isCommandName(word: string): word is CommandName {
  return word === 'encrypt' || word === 'decrypt'
}

/** True for a command that sops has and this release has not. */
export function isLaterCommand(word: string): boolean {
  return laterCommands.includes(word)
}
