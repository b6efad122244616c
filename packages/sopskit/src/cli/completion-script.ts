import { type CommandName, commandNames } from './command-name.ts'
import { commands } from './commands/command-table.ts'
import type { Level } from './flags/flag.ts'
import { flagsOfLevels } from './flags/flag-table.ts'

/** The script that makes a shell complete commands and flags, all of which it holds. */
export function completionScript(shell: 'bash' | 'zsh'): string {
  return shell === 'bash' ? bashScript() : `${zshPreamble}${bashScript()}`
}

// zsh runs what is written for bash.
const zshPreamble = `autoload -U +X bashcompinit && bashcompinit
`

function bashScript(): string {
  return `_sopskit() {
  local current=\${COMP_WORDS[COMP_CWORD]} command='' word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$command $word" in
${transitions().join('\n')}
    esac
  done
  case "$command" in
${choices().join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _sopskit sopskit
`
}

/** From the command that stands there so far to that of one more word. */
function transitions(): readonly string[] {
  const firsts = new Set(commandNames.map((name) => name.split(' ')[0] ?? name))
  return [
    `      ${[...firsts].map((word) => `' ${word}'`).join(' | ')}) command=$word ;;`,
    ...commandNames
      .filter((name) => name.includes(' '))
      .map((name) => `      '${name}') command='${name}' ;;`),
  ]
}

function choices(): readonly string[] {
  const firsts = [...new Set(commandNames.map((name) => name.split(' ')[0] ?? name))]
  const prefixes = firsts.filter((word) => !(word in commands))
  return [
    choice('', [...firsts, 'help', ...flagsAt(['global', 'old'])]),
    ...prefixes.map((word) => choice(word, secondWords(word))),
    ...commandNames.map((name) => choice(name, [...operandsOf(name), ...flagsAt([name])])),
  ]
}

function choice(command: string, words: readonly string[]): string {
  return `    '${command}') words='${words.join(' ')}' ;;`
}

function secondWords(first: string): readonly string[] {
  return commandNames
    .filter((name) => name.startsWith(`${first} `))
    .map((name) => name.slice(first.length + 1))
}

/** Words that stand for themselves in the help. */
function operandsOf(name: CommandName): readonly string[] {
  const { operands } = commands[name]
  return /^[a-z|]+$/.test(operands) ? operands.split('|') : []
}

function flagsAt(levels: readonly Level[]): readonly string[] {
  return flagsOfLevels(levels).map(([name]) => `--${name}`)
}
