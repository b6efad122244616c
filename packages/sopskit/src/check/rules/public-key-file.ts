import { createHash } from 'node:crypto'
import { creationRuleKeys } from '@sopskit/core'
import type { LoadedConfig } from '../../config/load-config.ts'
import type { CheckRule } from '../check-rule.ts'
import type { Finding } from '../finding.ts'
import { newFinding } from '../new-finding.ts'
import { type OpenPgpKey, openPgpKeys } from '../openpgp/keys.ts'

/** `.sops.pub.asc`: the keys of the `.sops.yaml` beside it, and no secret (FLX-060, FLX-084). */
export const publicKeyFile: CheckRule = {
  name: 'public-key-file',
  checkFile: ({ name, bytes, content }) => {
    if (content.kind !== 'public-key') return []
    const keys = openPgpKeys(bytes, (algorithm, data) =>
      createHash(algorithm).update(data).digest('hex'),
    )
    if (keys === undefined || keys.length === 0) {
      const message =
        'No OpenPGP key can be read from this file. Export it again: gpg --armor --export.'
      return [newFinding(name, 'PUBLIC_KEY_INVALID', { message })]
    }
    if (keys.some(({ secret }) => secret)) {
      const message =
        'This file holds a secret key, which everybody who reads the repository can use. Export the public key alone (gpg --armor --export), and replace the key.'
      return [newFinding(name, 'SECRET_KEY_PACKET', { message })]
    }
    return content.beside === undefined ? [] : compare(name, keys, content.beside)
  },
}

function compare(
  name: string,
  keys: readonly OpenPgpKey[],
  config: LoadedConfig,
): readonly Finding[] {
  const wanted = fingerprintsOf(config)
  const missing = wanted.filter((one) => !keys.some((key) => isNamed(key, [one])))
  const others = keys.filter((key) => key.primary && !isNamed(withSubkeys(key, keys), wanted))
  const differences = [
    ...missing.map((one) => `${one} is not in it`),
    ...others.map(({ fingerprint }) => `${fingerprint} is not in the configuration`),
  ]
  if (differences.length === 0) return []
  const message = `The OpenPGP keys differ from those of the .sops.yaml beside this file: ${differences.join(', ')}.`
  return [newFinding(name, 'PUBLIC_KEY_DIFFERS', { message })]
}

function fingerprintsOf({ creationRules = [] }: LoadedConfig): readonly string[] {
  const keys = creationRules.flatMap((rule) => creationRuleKeys(rule).flat())
  const texts = keys.flatMap((key) => (key.type === 'pgp' ? [key.fingerprint] : []))
  return [...new Set(texts.map((text) => text.replace(/\s|^0x/g, '').toUpperCase()))]
}

interface Named {
  readonly fingerprints: readonly string[]
}

/** Key ids are the end of a fingerprint. */
function isNamed(key: Named | OpenPgpKey, wanted: readonly string[]): boolean {
  const own = 'fingerprints' in key ? key.fingerprints : [key.fingerprint]
  return wanted.some((one) => own.some((fingerprint) => fingerprint.endsWith(one)))
}

function withSubkeys(key: OpenPgpKey, keys: readonly OpenPgpKey[]): Named {
  const own = keys.filter(({ owner }) => owner === key.fingerprint)
  return { fingerprints: [key, ...own].map(({ fingerprint }) => fingerprint) }
}
