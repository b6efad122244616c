import type { KeyService } from '@sopskit/core'
import { ageKeyService } from '@sopskit/keyservice-age'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { decrypt, encrypt } from 'sopskit'

/** Texts that must never show up in an error: the values of the fixture and the key that opens it. */
export const secrets: readonly string[] = [
  'hunter2-fixture',
  '5432001',
  'two-fixture',
  '31.4159',
  '2001-12-14',
  testIdentity(0),
]

const plain = {
  yaml: 'user: hunter2-fixture\nport: 5432001\nlist:\n    - one\n    - two-fixture\n    - 31.4159\ndeep:\n    flag: true\n    since: 2001-12-14T00:00:00Z\n',
  json: '{"user":"hunter2-fixture","port":5432001,"list":["one","two-fixture",31.4159],"deep":{"flag":true,"since":"2001-12-14"}}',
}

/** A small encrypted file, and its plaintext as its own format writes it. */
export interface TamperingFixture {
  readonly format: 'yaml' | 'json'
  readonly encrypted: Uint8Array
  readonly decrypted: string
  readonly services: readonly KeyService[]
}

/** Encrypts one of the plain files; every value is encrypted, so nothing in it may be changed. */
export async function makeFixture(format: 'yaml' | 'json'): Promise<TamperingFixture> {
  const { bytes: encrypted } = await encrypt(plain[format], {
    format,
    recipients: testRecipient(0),
  })
  const services = [remembering(ageKeyService({ identities: [testIdentity(0)] }))]
  const decrypted = (await decrypt(encrypted, { format, services })).text()
  return { format, encrypted, decrypted, services }
}

/** Asks for each wrapped key once: most of thousands of attempts leave it as it is. */
function remembering(service: KeyService): KeyService {
  const answers = new Map<string, Promise<Uint8Array | null>>()
  return {
    ...service,
    unwrap: (key, enc, call) => {
      const answer = answers.get(enc) ?? service.unwrap(key, enc, call)
      answers.set(enc, answer)
      return answer
    },
  }
}
