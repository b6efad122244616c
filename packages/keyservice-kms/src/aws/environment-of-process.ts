import { SopsError } from '@sopskit/core'
import { isOfProcess } from '../is-of-process.ts'
import type { AwsEnvironment } from './aws-environment.ts'
import type { SharedFiles } from './shared-files.ts'

/** Where a profile says one of these, the SDK or a program looks at the process, whatever was handed in. */
const settingsOfProcess = [
  'credential_source',
  'credential_process',
  'sso_session',
  'sso_start_url',
  'login_session',
] as const

/**
 * Refuses a profile whose credentials are found by way of the process where another environment was handed
 * in: they would be those of another tenant. The profile is often named by the file that is opened.
 *
 * @throws {@link SopsError} `PERMISSION_DENIED`.
 */
export function requireOwnProcess(
  environment: AwsEnvironment,
  files: SharedFiles,
  profile: string,
): void {
  if (!asksProcess(files, profile, new Set()) || isOfProcess(environment.env)) return
  const message = `The credentials of the AWS profile '${profile}' are found by way of the environment of the process, and another environment was handed in, so they are not used. Hand in credentials, or the environment of the process.`
  throw new SopsError('PERMISSION_DENIED', message)
}

function asksProcess(
  { profiles }: Pick<SharedFiles, 'profiles'>,
  profile: string,
  seen: Set<string>,
): boolean {
  const settings = profiles.get(profile)
  if (settings === undefined || seen.has(profile)) return false
  if (settingsOfProcess.some((name) => settings.has(name))) return true
  const source = settings.get('source_profile')
  return source !== undefined && asksProcess({ profiles }, source, seen.add(profile))
}
