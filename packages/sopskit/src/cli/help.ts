import { SopsError } from '@sopskit/core'
import { type CommandName, commandNames, isCommandName } from './command-name.ts'
import { commands } from './commands/command-table.ts'
import { didYouMean, firstWords } from './did-you-mean.ts'
import type { Flag, Level } from './flags/flag.ts'
import { headings } from './flags/flag-table.ts'
import { oldFlags } from './flags/old-flags.ts'
import { ruleFlags } from './flags/rule-flags.ts'

/**
 * The help for a command, for the commands that begin with a word, or for all of them.
 *
 * @throws {@link SopsError} `USAGE` for a topic that there is none of.
 */
export function helpText(topic: string | undefined): string {
  if (topic === undefined || topic === 'help') return overview()
  if (isCommandName(topic)) return `${introduction(topic)}${flagText([topic])}`
  const names = commandNames.filter((name) => name.startsWith(`${topic} `))
  if (names.length > 0) return `Usage\n${names.map(summaryLine).join('')}`
  const meant = didYouMean(topic, firstWords)
  throw new SopsError('USAGE', `There is no help for ${JSON.stringify(topic)}.${meant}`)
}

/** What somebody sees who names nothing. */
export function shortHelp(): string {
  return `
Usage: sopskit COMMAND [FLAGS] FILE

${commandNames.map(summaryLine).join('')}
Try "sopskit help COMMAND" for one of them, "sopskit help" for everything.
`
}

function overview(): string {
  return `sopskit reads and writes files encrypted by sops.

Usage: sopskit COMMAND [FLAGS] FILE

Commands
${commandNames.map(summaryLine).join('')}  ${'help [COMMAND]'.padEnd(column - 2)}show what a command takes

The result goes to standard output unless --in-place or --output is given, messages go to
standard error. Flags of a command: sopskit help encrypt. Without a command FILE is edited.
${flagText(['global', 'old'])}
Examples
  sopskit encrypt --age age1... secret.yaml > secret.enc.yaml
  sopskit decrypt secret.enc.yaml
`
}

function summaryLine(name: CommandName): string {
  const { operands, summary } = commands[name]
  return `  ${`${name} ${operands}`.trimEnd().padEnd(column - 2)}${summary}\n`
}

function introduction(name: CommandName): string {
  const { operands, introduction: text, examples } = commands[name]
  const usage = `sopskit ${name} [FLAGS] ${operands}`.trimEnd()
  const lines = examples.map((line) => `  ${line}\n`).join('')
  return `Usage: ${usage}\n\n${text}\n\nExamples\n${lines}`
}

function flagText(levels: readonly Level[]): string {
  const sections = new Map<string, readonly string[]>()
  for (const [title, group] of headings) {
    const lines = Object.entries(group)
      .filter(([, flag]) => levels.some((level) => isOwn(flag, level, group)))
      .map(([name, flag]) => flagLine(name, flag, levels))
    // What stands for a command elsewhere does something of its own behind one.
    const heading = group === oldFlags && !levels.includes('old') ? 'This command' : title
    const also = group === ruleFlags && levels.includes('global') ? alsoBefore : ''
    if (lines.length > 0) sections.set(heading, [...(sections.get(heading) ?? []), also, ...lines])
  }
  return [...sections].map(([title, lines]) => `\n${title}\n${lines.join('')}`).join('')
}

const alsoBefore = '  (taken before a command as well; behind encrypt and edit there are more)\n'

/** What the old form shares with commands stands in their help. */
function isOwn(flag: Flag, level: Level, group: object): boolean {
  return level === 'old' ? group === oldFlags : flag.levels.includes(level)
}

const column = 44

function flagLine(name: string, flag: Flag, levels: readonly Level[]): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  const value = flag.value === undefined ? '' : ` ${flag.value}`
  const alias = flag.alias === undefined ? '' : `, --${flag.alias}`
  const spelled = `  ${short}--${name}${alias}${value}`
  const isRepeated = levels.some((level) => flag.repeatedBy?.includes(level))
  const hasVariable = flag.env !== undefined && !isRepeated
  const variable = hasVariable ? `${' '.repeat(column)}[${flag.env}]\n` : ''
  const help = levels.map((level) => flag.helpFor?.[level]).find((text) => text !== undefined)
  return `${spelled.padEnd(column - 2)}  ${help ?? flag.help}\n${variable}`
}
