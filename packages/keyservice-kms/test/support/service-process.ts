import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { KeyService, KeyServiceCall, MasterKey, SopsErrorCode } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

/** What a key service in another process is made of. */
export interface DistantSettings {
  readonly env: Readonly<Record<string, string>>
  readonly deadlineMs?: number
}

interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly error?: {
    readonly code?: SopsErrorCode
    readonly message: string
    readonly stack: string
  }
}

const program = fileURLToPath(new URL('key-service-program.mjs', import.meta.url))

/** A process with an environment of its own, in which key services from the built package run. */
export class ServiceProcess {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #count = 0

  constructor(env: Readonly<Record<string, string>>) {
    const all = { PATH: process.env['PATH'] ?? '', ...env }
    this.#child = spawn(process.execPath, ['--no-warnings', program], { env: all })
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer
      this.#waiting.get(answer.id)?.(answer)
      this.#waiting.delete(answer.id)
    })
    this.#child.on('exit', () => {
      const error = { message: 'the process of the key service ended', stack: '' }
      for (const [id, end] of this.#waiting) end({ id, error })
    })
  }

  /** A key service there; each has its own instance. */
  service(backend: 'gcp' | 'azure', settings: DistantSettings): KeyService {
    const place = { service: String(++this.#count), backend, settings }
    const ask = (method: string, key: MasterKey, more: Asked): Promise<unknown> =>
      this.#ask({ ...place, method, key, data: more.data, aborted: more.call.signal?.aborted })
    return {
      name: 'distant',
      wrap: async (key, dataKey, call) => {
        const data = Buffer.from(dataKey).toString('base64')
        return (await ask('wrap', key, { data, call })) as string | null
      },
      unwrap: async (key, enc, call) => {
        const text = (await ask('unwrap', key, { data: enc, call })) as string | null
        return text === null ? null : Uint8Array.from(Buffer.from(text, 'base64'))
      },
      complete: async (key, call) =>
        (await ask('complete', key, { data: '', call })) as MasterKey | null,
    }
  }

  stop(): void {
    this.#child.stdin.end()
    this.#child.kill()
  }

  async #ask(call: object): Promise<unknown> {
    const id = ++this.#count
    const { promise, resolve } = waiting<Answer>()
    this.#waiting.set(id, resolve)
    this.#child.stdin.write(`${JSON.stringify({ ...call, id })}\n`)
    const { value, error } = await promise
    if (error === undefined) return value
    if (error.code === undefined) throw new Error(`not a SopsError: ${error.stack}`)
    const copy = new SopsError(error.code, error.message)
    // What the other process gave away is looked through for secrets as well.
    copy.stack = error.stack
    throw copy
  }
}

interface Asked {
  readonly data: string
  readonly call: KeyServiceCall
}

function waiting<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
