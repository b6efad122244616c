import type { KeyService, KeyServiceCall } from '../../src/keys/key-service.ts'
import type { MasterKey } from '../../src/keys/master-key.ts'
import { masterKeyName } from '../../src/keys/master-key-name.ts'

/** What a {@link fakeService} does when it is asked; it answers `null` where nothing is said. */
export interface FakeBehaviour {
  readonly name?: string
  readonly wrap?: (key: MasterKey, dataKey: Uint8Array) => string | null
  readonly unwrap?: (key: MasterKey, enc: string) => Uint8Array | null
}

/** A key service that writes down what it was asked, as `wrap NAME` and `unwrap NAME ENC`. */
export interface FakeService extends KeyService {
  readonly asked: readonly string[]
  readonly calls: readonly KeyServiceCall[]
}

export function fakeService({ name = 'fake', wrap, unwrap }: FakeBehaviour): FakeService {
  const asked: string[] = []
  const calls: KeyServiceCall[] = []
  return {
    name,
    asked,
    calls,
    wrap: async (key, dataKey, call) => {
      asked.push(`wrap ${masterKeyName(key)}`)
      calls.push(call)
      return wrap?.(key, dataKey) ?? null
    },
    unwrap: async (key, enc, call) => {
      asked.push(`unwrap ${masterKeyName(key)} ${enc}`)
      calls.push(call)
      return unwrap?.(key, enc) ?? null
    },
  }
}

interface OpenBehaviour {
  readonly wrap: (key: MasterKey, dataKey: Uint8Array) => string
  readonly unwrap: (key: MasterKey, enc: string) => Uint8Array
}

/** Wraps as `name=hex`, and unwraps what it has wrapped. */
export const openService: OpenBehaviour = {
  wrap: (key, dataKey) => `${masterKeyName(key)}=${Buffer.from(dataKey).toString('hex')}`,
  unwrap: (_, enc) => fromHex(enc.slice(enc.lastIndexOf('=') + 1)),
}

export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** What a promise resolves to or rejects with. */
export async function outcomeOf(action: () => Promise<unknown>): Promise<unknown> {
  try {
    return await action()
  } catch (error) {
    return error
  }
}

/** What a function throws, or a promise rejects with. */
export async function failureOf(action: () => unknown): Promise<unknown> {
  try {
    await action()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}
