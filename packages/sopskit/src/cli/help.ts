import { SopsError } from '@sopskit/core'
import { isCommandName, type CommandName } from './command-name.ts'
import type { Flag, Level } from './flags/flag.ts'
import { headings } from './flags/flag-table.ts'

/**
 * The help for a command, or for all of them.
 *
 * @throws {@link SopsError} `USAGE` for a topic that there is none of.
 */
export function helpText(topic: string | undefined): string {
  if (topic === undefined || topic === 'help') return overview
  if (isCommandName(topic)) return `${introductions[topic]}${flagText(topic)}`
  throw new SopsError('USAGE', `There is no help for ${JSON.stringify(topic)}.`)
}

const overview = `sopskit reads and writes files encrypted by sops.

Usage
  sopskit encrypt [FLAGS] [FILE]    encrypt a YAML or JSON file
  sopskit decrypt [FLAGS] [FILE]    decrypt one
  sopskit help [COMMAND]            show what a command takes

The result goes to standard output unless --in-place or --output is given, messages go to
standard error. Flags: sopskit help encrypt, sopskit help decrypt; --version shows the version.

Examples
  sopskit encrypt --age age1... secret.yaml > secret.enc.yaml
  sopskit decrypt secret.enc.yaml
`

const introductions: Readonly<Record<CommandName, string>> = {
  encrypt: `Usage: sopskit encrypt [FLAGS] [FILE]

Encrypts the values of a YAML or JSON file for age recipients. Without FILE it reads standard input.

Examples
  sopskit encrypt --age age1... -i secret.yaml
  sopskit encrypt --age age1... --encrypted-regex '^(data|stringData)$' -i secret.yaml
  generate | sopskit encrypt --age age1... --filename-override secret.json
`,
  decrypt: `Usage: sopskit decrypt [FLAGS] [FILE]

Decrypts a YAML or JSON file and verifies that nobody changed it. Without FILE it reads standard input.
Age identities come from SOPS_AGE_KEY, SOPS_AGE_KEY_FILE and the key file of sops, which is
~/.config/sops/age/keys.txt on Linux.

Examples
  sopskit decrypt secret.yaml
  sopskit decrypt --extract '["db"]["password"]' secret.yaml
  sopskit decrypt --output-type json secret.yaml
  fetch | sopskit decrypt --filename-override secret.yaml
`,
}

function flagText(level: Level): string {
  let text = ''
  for (const [title, group] of headings) {
    const lines = Object.entries(group)
      .filter(([, flag]) => flag.levels.includes(level))
      .map(([name, flag]) => flagLine(name, flag))
    if (lines.length > 0) text += `\n${title}\n${lines.join('')}`
  }
  return text
}

const column = 42

function flagLine(name: string, flag: Flag): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  const value = flag.value === undefined ? '' : ` ${flag.value}`
  const spelled = `  ${short}--${name}${value}`
  const variable = flag.env === undefined ? '' : `${' '.repeat(column)}  [${flag.env}]\n`
  return `${spelled.padEnd(column)}  ${flag.help}\n${variable}`
}
