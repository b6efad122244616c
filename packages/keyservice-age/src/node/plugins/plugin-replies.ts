import { decodeBase64, decodeUtf8, encodeUtf8, isSopsError } from '@sopskit/core'
import type { AgeStanza } from '../../plugins/age-plugins.ts'
import type { AgePluginMessage, AgePluginUi } from './plugin-ui.ts'

/** Who talks with a plugin. */
export interface PluginAudience {
  readonly plugin: string
  readonly ui: AgePluginUi
  readonly signal: AbortSignal | undefined
}

const empty = new Uint8Array()
const ok: AgeStanza = { args: ['ok'], body: empty }
const fail: AgeStanza = { args: ['fail'], body: empty }

type Reply = (stanza: AgeStanza, audience: PluginAudience) => Promise<AgeStanza>

/** What a plugin wants of people, in either state machine. */
const replies: ReadonlyMap<string, Reply> = new Map([
  ['msg', show],
  ['confirm', confirm],
  ['request-public', (stanza, audience) => ask(stanza, audience, false)],
  ['request-secret', (stanza, audience) => ask(stanza, audience, true)],
])

/** The answer to a command of a plugin that is for people; `undefined` when it is for the program. */
export async function replyTo(
  stanza: AgeStanza,
  audience: PluginAudience,
): Promise<AgeStanza | undefined> {
  try {
    return await replies.get(stanza.args[0] ?? '')?.(stanza, audience)
  } catch (error) {
    // Whoever cannot be asked has given no answer; the plugin decides what to do then.
    if (isSopsError(error)) throw error
    return fail
  }
}

async function show(stanza: AgeStanza, audience: PluginAudience): Promise<AgeStanza> {
  if (audience.ui.show === undefined) return fail
  await audience.ui.show(messageOf(stanza, audience))
  return ok
}

async function ask(
  stanza: AgeStanza,
  audience: PluginAudience,
  secret: boolean,
): Promise<AgeStanza> {
  const answer = await audience.ui.ask?.({ ...messageOf(stanza, audience), secret })
  return answer === undefined ? fail : { args: ['ok'], body: encodeUtf8(answer) }
}

async function confirm(stanza: AgeStanza, audience: PluginAudience): Promise<AgeStanza> {
  const [, yes = '', no] = stanza.args
  const choice = {
    ...messageOf(stanza, audience),
    yes: decodeArgument(yes),
    no: no === undefined ? undefined : decodeArgument(no),
  }
  const answer = await audience.ui.confirm?.(choice)
  if (answer === undefined) return fail
  return { args: ['ok', answer ? 'yes' : 'no'], body: empty }
}

/** The text of a plugin, as a terminal may get it. */
function messageOf({ body }: AgeStanza, { plugin, signal }: PluginAudience): AgePluginMessage {
  return { plugin, text: printable(body), signal }
}

function decodeArgument(base64: string): string {
  return printable(decodeBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')) ?? empty)
}

function printable(bytes: Uint8Array): string {
  return (decodeUtf8(bytes) ?? '').replaceAll(/[^\P{C}\n]/gu, '')
}
