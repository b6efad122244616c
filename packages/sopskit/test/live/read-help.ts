import type { Tool } from '../surface/run-scenario.ts'

type Flags = Readonly<Record<string, readonly string[]>>

/** Asks a program for the help of every command it has; gives the flags of each as the record spells them. */
export async function readHelp(tool: Tool, words: readonly string[] = []): Promise<Flags> {
  const env = { HOME: '/dev/null/none', PATH: process.env['PATH'] ?? '' }
  const { stdout } = await tool({ args: [...words, '--help'], cwd: '/', env, stdin: '' })
  const own: Flags = { [words.join(' ') || 'sops']: flagsIn(sectionOf(stdout, /OPTIONS$/)) }
  const commands = sectionOf(stdout, /^COMMANDS$/)
    .map((line) => /^ {3}([\w-]+)/.exec(line)?.[1] ?? '')
    .filter((name) => name !== '' && name !== 'help')
  const inner: Flags[] = []
  for (const name of commands) inner.push(await readHelp(tool, [...words, name]))
  return Object.assign({}, own, ...inner) as Flags
}

/** The lines below a heading. */
function sectionOf(help: string, heading: RegExp): readonly string[] {
  const sections = help.split(/^(?=[A-Z ]+:$)/m).map((section) => section.split('\n'))
  return sections.find(([title = '']) => heading.test(title.replace(/:$/, '')))?.slice(1) ?? []
}

/** `   --kms value, -k value   what it is [$SOPS_KMS_ARN]` as `kms,k= $SOPS_KMS_ARN`. */
function flagsIn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const [, names = '', text = ''] = /^ {3}(--.+?) {2,}(.*)$/.exec(line) ?? []
    if (names === '') return []
    const [variable = ''] = /\$\w+(?=\]$)/.exec(text) ?? []
    const spelled = names.split(', ').map((name) => name.replace(' value', '').replace(/^-+/, ''))
    const value = names.includes(' value') ? '=' : ''
    return [`${spelled.join(',')}${value}${variable === '' ? '' : ` ${variable}`}`]
  })
}
