import { printable } from './report.ts'
import type { CommandIo } from './command-io.ts'
import { type AskTerminalOptions, askTerminal, hasTerminal } from '../processes/ask-terminal.ts'
import { inTurn } from '../processes/in-turn.ts'

/** What people are asked on the terminal while keys are used; without one there is nobody to ask. */
export function terminalQuestions(): Pick<CommandIo, 'askPassphrase' | 'pluginUi'> {
  const turn = inTurn()
  // Two questions at once would share what is typed.
  const ask = (question: string, options: AskTerminalOptions): Promise<string> =>
    turn(() => askTerminal(question, options))
  return {
    askPassphrase: async (what, signal) =>
      hasTerminal() ? ask(`Enter the passphrase for ${printable(what)}: `, { signal }) : undefined,
    pluginUi: {
      show: async ({ plugin, text }) => {
        process.stderr.write(`age-plugin-${plugin}: ${printable(text)}\n`)
      },
      ask: async ({ plugin, text, secret, signal }) =>
        hasTerminal()
          ? ask(`age-plugin-${plugin}: ${printable(text)} `, { signal, echo: !secret })
          : undefined,
      confirm: async ({ plugin, text, yes, no, signal }) => {
        if (!hasTerminal()) return undefined
        const choices = no === undefined ? `1: ${yes}` : `1: ${yes}, 2: ${no}`
        const question = printable(`age-plugin-${plugin}: ${text} (${choices}) `)
        for (;;) {
          const answer = await ask(question, { signal, echo: true })
          if (answer === '1') return true
          if (answer === '2' && no !== undefined) return false
        }
      },
    },
  }
}
