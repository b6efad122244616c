import { encrypt, type EncryptOptions } from '../../../sopskit/src/index.ts'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'

/** A text that is encrypted for the first test key. */
export async function encrypted(
  format: EncryptOptions['format'],
  text: string,
  options: Partial<EncryptOptions> = {},
): Promise<string> {
  const recipients = [testRecipient(0)]
  return (await encrypt(text, { format, recipients, ...options })).text()
}

/** A manifest of which `data` and `stringData` are encrypted, as the guide has it (FLX-042). */
export function encryptedManifest(text: string): Promise<string> {
  return encrypted('yaml', text, { encryptedRegex: '^(data|stringData)$' })
}

/** The manifest of a Secret with these entries. */
export function secret(
  name: string,
  entries: Readonly<Record<string, string>>,
  field: 'data' | 'stringData' = 'stringData',
): string {
  const lines = Object.entries(entries).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)
  return [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${name}`,
    `${field}:`,
    ...lines,
    '',
  ].join('\n')
}

/** The decryption Secret with the first test key. */
export const ageSecret: string = secret('sops-age', { 'age.agekey': `${testIdentity(0)}\n` })

export const base64 = (text: string): string => Buffer.from(text).toString('base64')
