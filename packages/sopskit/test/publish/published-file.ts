import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig, type LoadedConfig } from '../../src/index.ts'

/** Writes a configuration of destination rules, and reads it. */
export async function destinations(
  folder: string,
  ...rules: readonly object[]
): Promise<LoadedConfig> {
  const path = join(folder, '.sops.yaml')
  // JSON is YAML.
  await writeFile(path, JSON.stringify({ destination_rules: rules }))
  return loadConfig(path)
}

/** An object that a bucket was sent. */
export interface SentObject {
  readonly bucket: string
  readonly key: string
  readonly text: string
  readonly contentType: string
}

/** Clients of both kinds of buckets that keep what they are sent. */
export function recordingBuckets() {
  const sent: SentObject[] = []
  const keep = (bucket: string, key: string, body: Uint8Array, contentType: string): void =>
    void sent.push({ bucket, key, text: Buffer.from(body).toString(), contentType })
  return {
    sent,
    s3: {
      putObject: async (input: {
        readonly Bucket: string
        readonly Key: string
        readonly Body: Uint8Array
        readonly ContentType: string
      }) => keep(input.Bucket, input.Key, input.Body, input.ContentType),
    },
    gcs: {
      bucket: (bucket: string) => ({
        file: (key: string) => ({
          save: async (data: Buffer, options: { readonly contentType: string }) =>
            keep(bucket, key, data, options.contentType),
        }),
      }),
    },
  }
}
