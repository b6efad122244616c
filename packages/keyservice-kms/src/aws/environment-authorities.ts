import { readFile } from 'node:fs/promises'
import { SopsError } from '@sopskit/core'
import type { AwsEnvironment } from './aws-environment.ts'
import { variable } from './aws-environment.ts'
import type { SharedSettings } from './shared-settings.ts'

/**
 * The certificates that a variable or the profile names; they stand in for those of the system, as with
 * `sops`. A file that holds none is an error: without it, another host could be trusted than was meant.
 */
export async function environmentAuthorities(
  environment: AwsEnvironment,
  settings: SharedSettings,
): Promise<string | undefined> {
  const path = variable(environment, 'AWS_CA_BUNDLE') ?? settings.get('ca_bundle')
  if (path === undefined || path === '') return undefined
  const text = await readText(path)
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  const message = `The file ${path} of AWS_CA_BUNDLE, or of ca_bundle in the profile, cannot be read or holds no certificate in PEM.`
  throw new SopsError('SERVICE_UNAVAILABLE', message)
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return ''
  }
}
