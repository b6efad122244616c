import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgeKeyServiceOptions } from '@sopskit/keyservice-age'
import { ageKeyService } from '@sopskit/keyservice-age'
import { agePlugins } from '@sopskit/keyservice-age/node'
import type { KeyServiceSubject } from '@sopskit/test-vectors'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { afterAll, describe, expect, test } from 'vitest'
import { installLabPlugin } from './support/install-lab-plugin.ts'
import {
  labIdentity,
  labRecipient,
  sshKey,
  sshLine,
  testKey,
  testPassphrase,
  vector,
} from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-age-'))
afterAll(() => rmSync(folder, { recursive: true }))
installLabPlugin(folder)
const plugins = agePlugins({ env: { PATH: folder }, platform: process.platform })
const askPassphrase = async (): Promise<string> => testPassphrase

interface Kind {
  readonly recipient: string
  readonly options: AgeKeyServiceOptions
  readonly secrets: readonly string[]
  readonly malformed: readonly string[]
}

const [x25519, other, postQuantum] = (['x25519', 'other-x25519', 'post-quantum'] as const).map(
  testKey,
) as [ReturnType<typeof testKey>, ReturnType<typeof testKey>, ReturnType<typeof testKey>]
const secretOf = (pem: string): string => pem.split('\n').at(-4) ?? ''

const kinds: Readonly<Record<string, Kind>> = {
  X25519: {
    recipient: x25519.key.recipient,
    options: { identities: [x25519.identity] },
    secrets: [x25519.identity],
    malformed: [x25519.key.recipient.slice(0, -1), ''],
  },
  'post-quantum': {
    recipient: postQuantum.key.recipient,
    options: { identities: [postQuantum.identity] },
    secrets: [postQuantum.identity],
    malformed: [postQuantum.key.recipient.slice(0, -1)],
  },
  'ssh-ed25519': {
    recipient: sshLine('ssh-ed25519'),
    options: { identities: [sshKey('ssh-ed25519')] },
    secrets: [secretOf(sshKey('ssh-ed25519'))],
    malformed: ['ssh-ed25519', 'ssh-ed25519 AAAA', sshLine('ssh-ecdsa')],
  },
  'ssh-ed25519 with a passphrase': {
    recipient: sshLine('ssh-ed25519'),
    options: { identities: [sshKey('ssh-ed25519-locked')], askPassphrase },
    secrets: [secretOf(sshKey('ssh-ed25519-locked')), testPassphrase],
    malformed: [],
  },
  'ssh-rsa': {
    recipient: sshLine('ssh-rsa'),
    options: { identities: [sshKey('ssh-rsa')] },
    secrets: [secretOf(sshKey('ssh-rsa'))],
    malformed: [sshLine('ssh-rsa-1024'), 'ssh-rsa AAAA'],
  },
  plugin: {
    recipient: labRecipient,
    options: { identities: [labIdentity], plugins },
    secrets: [labIdentity],
    malformed: [labRecipient.slice(0, -1), 'age1a/b1qypqxpq9qcrsszg2pvxq6rs0zqyrdzw0'],
  },
  'encrypted identities': {
    recipient: x25519.key.recipient,
    options: { identities: [vector('age-1.3.2-passphrase-identities')], askPassphrase },
    secrets: [x25519.identity, testPassphrase],
    malformed: [],
  },
}

const subjectOf = ({ recipient, options, secrets, malformed }: Kind): KeyServiceSubject => ({
  service: () => ageKeyService(options),
  key: { type: 'age', recipient },
  foreignKey: { type: 'pgp', fingerprint: 'AB12' },
  malformedKeys: malformed.map((each) => ({ type: 'age', recipient: each })),
  stranger: () => ageKeyService({ identities: [other.identity, sshKey('ssh-ed25519-pkcs8')] }),
  secrets,
})

describe.each(Object.entries(kinds))('a service for %s', (_, kind) => {
  const checks = testKeyService(subjectOf(kind))

  test('is checked in every way', () => {
    expect(checks).toHaveLength(keyServiceTestCount)
  })

  test.each(checks)('$title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
})
