import { createHash } from 'node:crypto'
import type {
  AgePassphraseRequest,
  AskAgePassphrase,
  Passphrases,
} from '../../passphrase/passphrases.ts'
import type { AgeEnvironment } from '../age-environment.ts'
import type { AgentSession } from './agent-session.ts'
import { openAgentSession } from './agent-session.ts'
import { agentSockets } from './agent-socket.ts'

type AgentEnvironment = Pick<AgeEnvironment, 'env' | 'platform' | 'homeDirectory' | 'deadlineMs'>

// A living agent greets at once.
const longestGreetingMs = 10_000

/**
 * Passphrases as sops gets them (AGE-017): those of encrypted identities from gpg-agent, which asks in a window
 * of its own and remembers the answer; the others, and all of them where no agent listens, by `ask`.
 */
export function agentPassphrases(
  environment: AgentEnvironment,
  ask: AskAgePassphrase | undefined,
): Passphrases {
  const sockets = agentSockets(environment)
  const greetingMs = Math.min(environment.deadlineMs ?? longestGreetingMs, longestGreetingMs)
  const open = (signal: AbortSignal): Promise<AgentSession | undefined> =>
    openAgentSession(sockets, { signal, greetingMs })
  return {
    ask: async (request, file) => {
      const session = file && (await open(request.signal))
      if (file === undefined || session === undefined) return ask?.(request)
      return withSession(session, () => askAgent({ session, request, file }, environment))
    },
    reject: async (file) => {
      const session = await open(AbortSignal.timeout(5000))
      if (session === undefined) return
      await withSession(session, () => session.send(`CLEAR_PASSPHRASE ${cacheId(file)}`))
    },
  }
}

interface Question {
  readonly session: AgentSession
  readonly request: AgePassphraseRequest
  readonly file: Uint8Array
}

async function askAgent(
  { session, request, file }: Question,
  { env }: AgentEnvironment,
): Promise<string | undefined> {
  const options = { display: env['DISPLAY'], ttyname: env['GPG_TTY'], ttytype: env['TERM'] }
  for (const [name, value] of Object.entries(options)) {
    // Nothing that would end the line.
    if (value !== undefined && /^[!-~]+$/.test(value)) await session.send(`OPTION ${name}=${value}`)
  }
  const prompt = encodeWords(`Enter passphrase for identity '${request.place}':`)
  const answer = await session.send(`GET_PASSPHRASE ${cacheId(file)} X Passphrase ${prompt}`)
  const [, hex] = /^OK ([0-9A-Fa-f]*)$/.exec(answer.trimEnd()) ?? []
  return hex === undefined ? undefined : Buffer.from(hex, 'hex').toString('utf8')
}

/** `undefined` when the agent hangs up in the middle. */
async function withSession<T>(
  session: AgentSession,
  talk: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await talk()
  } catch {
    return undefined
  } finally {
    session.close()
  }
}

function encodeWords(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+').replaceAll("'", '%27')
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The name the agent keeps the passphrase under: that of sops, so that both know it. */
function cacheId(file: Uint8Array): string {
  const hash = createHash('sha256').update(file).digest().subarray(0, 25)
  const bits = Array.from(hash, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = bits.match(/.{5}/g) ?? []
  return `SopsAge${letters.map((five) => base32.charAt(Number.parseInt(five, 2))).join('')}`
}
