import { SopsError } from '@sopskit/core'
import type { AgeStanza } from '../../plugins/age-plugins.ts'
import type { AgeEnvironment } from '../age-environment.ts'
import { defaultDeadlineMs } from '../age-environment.ts'
import { findProgram } from '../processes/find-program.ts'
import { startProgram } from '../processes/start-program.ts'
import type { Supervision } from '../processes/supervise.ts'
import { supervise } from '../processes/supervise.ts'
import type { PluginAudience } from './plugin-replies.ts'
import { replyTo } from './plugin-replies.ts'
import { MalformedStanza, readStanzas, writeStanza } from './stanza-text.ts'

/** What a plugin is started with. */
export type PluginEnvironment = Pick<
  AgeEnvironment,
  'env' | 'platform' | 'deadlineMs' | 'pluginUi' | 'temporaryDirectory'
>

/** One run of a plugin (the plugin protocol of age, C2SP age-plugin). */
export interface PluginRun {
  readonly plugin: string
  readonly machine: 'recipient-v1' | 'identity-v1'
  /** What it is told in the first phase. */
  readonly commands: readonly AgeStanza[]
  /** Commands of the second phase that are its result; all are answered with `ok`. */
  readonly results: readonly string[]
  readonly signal: AbortSignal | undefined
}

/** What a plugin gave. */
export interface PluginOutcome {
  readonly results: readonly AgeStanza[]
  /** What its errors are about, such as `identity`; its texts are shown, for they may hold anything. */
  readonly errors: readonly string[]
}

/** Starts a plugin, tells it what to do, and answers it until it is done. */
export async function converse(
  run: PluginRun,
  environment: PluginEnvironment,
): Promise<PluginOutcome> {
  const { plugin, signal } = run
  const title = `The age plugin age-plugin-${plugin}`
  const program = await findProgram(`age-plugin-${plugin}`, environment)
  if (program === undefined) {
    throw new SopsError('COMMAND_FAILED', `${title} was not found in PATH. Install it.`)
  }
  const { tmpdir } = await import('node:os')
  const args = [`--age-plugin=${run.machine}`]
  const child = await startProgram(
    { path: program, args, title },
    {
      cwd: environment.temporaryDirectory ?? tmpdir(),
      env: { ...environment.env },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  const { stdin, stdout } = child
  // A plugin that has ended reads no more; that it ended early shows in what it wrote.
  stdin?.on('error', () => undefined)
  const { deadlineMs = defaultDeadlineMs } = environment
  const watch = supervise(child, { title, deadlineMs, signal })
  const send = (stanza: AgeStanza): void => {
    stdin?.write(writeStanza(stanza))
  }
  const audience = { plugin, ui: environment.pluginUi ?? {}, signal }
  try {
    for (const command of run.commands) send(command)
    send({ args: ['done'], body: new Uint8Array() })
    const outcome = await watch.during(
      answer({ run, audience, watch, send }, readStanzas(stdout ?? [])),
    )
    watch.finish()
    return outcome
  } catch (error) {
    if (error instanceof MalformedStanza) throw brokenOff(title)
    throw error
  } finally {
    watch.end()
  }
}

interface Dialogue {
  readonly run: PluginRun
  readonly audience: PluginAudience
  readonly watch: Supervision
  readonly send: (stanza: AgeStanza) => void
}

async function answer(
  { run, audience, watch, send }: Dialogue,
  stanzas: AsyncIterable<AgeStanza>,
): Promise<PluginOutcome> {
  const results: AgeStanza[] = []
  const errors: string[] = []
  for await (const stanza of stanzas) {
    const [command = '', about = ''] = stanza.args
    if (command === 'done') return { results, errors }
    watch.pause()
    const reply = await replyTo(stanza, audience)
    watch.alive()
    if (run.results.includes(command)) results.push(stanza)
    if (command === 'error') {
      errors.push(kinds.includes(about) ? about : 'internal')
      await replyTo({ ...stanza, args: ['msg'] }, audience)
    }
    const known = command === 'error' || run.results.includes(command)
    send(reply ?? { args: [known ? 'ok' : 'unsupported'], body: new Uint8Array() })
  }
  throw brokenOff(`The age plugin age-plugin-${run.plugin}`)
}

const kinds: readonly string[] = ['recipient', 'identity', 'stanza', 'internal']

function brokenOff(title: string): SopsError {
  const message = `${title} ended, or broke the plugin protocol, before it was done. Try it by itself.`
  return new SopsError('COMMAND_FAILED', message)
}
