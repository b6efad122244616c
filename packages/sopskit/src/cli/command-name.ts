/** The commands; a name of two words is a command with a subcommand. */
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
  'publish',
  'filestatus',
  'check',
  'flux init',
  'flux build',
  'keyservice',
  'completion',
] as const

export type CommandName = (typeof commandNames)[number]

/** True for a command. */
export function isCommandName(words: string): words is CommandName {
  return commandNames.some((name) => name === words)
}

/** True for the first word of commands that have two. */
export function isCommandPrefix(word: string): boolean {
  return commandNames.some((name) => name.startsWith(`${word} `))
}
