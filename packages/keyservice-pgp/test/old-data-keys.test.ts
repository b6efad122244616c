import { readFileSync } from 'node:fs'
import { pgpKeyService } from '@sopskit/keyservice-pgp'
import {
  loadOldFiles,
  oldDataKey,
  oldDataKeyCount,
  oldPgpKey,
  readOldFile,
} from '@sopskit/test-vectors'
import { expect, it } from 'vitest'

const { fingerprint, keyFile } = oldPgpKey()
const service = pgpKeyService({ privateKeys: [readFileSync(keyFile)] })
const armor = /-----BEGIN PGP MESSAGE-----[^]*?-----END PGP MESSAGE-----/g

/** The messages of a file, as its format holds them: with real or written line ends, indented or not. */
function messagesIn(file: string): readonly string[] {
  const text = new TextDecoder().decode(readOldFile(file))
  return (text.match(armor) ?? []).map((message) =>
    message
      .replaceAll(/\\n|\r/g, '\n')
      .split('\n')
      .map((line) => line.trim())
      .join('\n'),
  )
}

it(
  'every data key of the old files comes back, byte for byte (OLD 9)',
  { timeout: 300_000 },
  async () => {
    const files = loadOldFiles(({ pgp }) => pgp).map(({ file }) => file)
    const messages = [...new Set(files.flatMap(messagesIn))]
    expect({ files: files.length, messages: messages.length }).toEqual({
      files: 240,
      messages: 264,
    })
    expect(oldDataKeyCount()).toBe(messages.length)
    for (const message of messages) {
      const dataKey = await service.unwrap({ type: 'pgp', fingerprint }, message, {})
      expect(dataKey).toEqual(oldDataKey(message))
    }
  },
)

it('so does that of the message in text mode, with its carriage return', async () => {
  const [message = ''] = messagesIn('2.0.10/yaml-pgp-text-mode.enc.yaml')
  const dataKey = await service.unwrap({ type: 'pgp', fingerprint }, message, {})
  expect(dataKey).toHaveLength(32)
  expect(dataKey).toContain(0x0d)
})
