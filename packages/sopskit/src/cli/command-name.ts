/** The commands of this release; a name of two words is a command with a subcommand. */
export const commandNames = [
  'encrypt',
  'decrypt',
  'edit',
  'set',
  'unset',
  'rotate',
  'updatekeys',
  'groups add',
  'groups delete',
  'exec-env',
  'exec-file',
  'filestatus',
  'completion',
] as const

export type CommandName = (typeof commandNames)[number]

const laterCommands: readonly string[] = ['publish', 'keyservice']

/** True for a command of this release. */
export function isCommandName(words: string): words is CommandName {
  return commandNames.some((name) => name === words)
}

/** True for the first word of commands that have two. */
export function isCommandPrefix(word: string): boolean {
  return commandNames.some((name) => name.startsWith(`${word} `))
}

/** True for a command that sops has and this release has not. */
export function isLaterCommand(word: string): boolean {
  return laterCommands.includes(word)
}
