import { textOfEntry } from './entry-text.ts'
import type { ReadEntry } from './key-environment.ts'
import { invalidEntry } from './secret-entries.ts'

/** The JSON of Google credentials, with line breaks around it (FLX-011). */
export const readGcpEntry: ReadEntry = async (entry, { env, readFile, platform }) => {
  const json = textOfEntry(entry).replace(/^[\r\n]+|[\r\n]+$/g, '')
  if (!isObject(json)) throw invalidEntry(entry.key, 'is not the JSON of Google credentials')
  const { gcpKmsKeyServiceFromEnvironment } = await import('@sopskit/keyservice-kms/gcp')
  const service = gcpKmsKeyServiceFromEnvironment({
    env: {
      ...env,
      GOOGLE_CREDENTIALS: json,
      GOOGLE_OAUTH_ACCESS_TOKEN: undefined,
      GOOGLE_APPLICATION_CREDENTIALS: undefined,
    },
    readFile,
    platform,
  })
  return { type: 'gcp_kms', service }
}

function isObject(json: string): boolean {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}
