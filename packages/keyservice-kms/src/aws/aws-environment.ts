import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import type { SharedFilePaths } from './shared-files.ts'

/** What the service of `awsKmsKeyServiceFromEnvironment` looks at. */
export interface AwsEnvironment {
  /** The variables, as `process.env` has them; an empty one counts as not set. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where `.aws` is. Default: that of `env`, or else of the user. */
  readonly homeDirectory?: string
  /** Of this machine, for the session name of roles (KMS-006). Default: its own. */
  readonly hostName?: string
  /** Milliseconds until an operation gives up. Default: 30,000. */
  readonly deadlineMs?: number
}

/** A variable that is set to something. */
export function variable({ env }: AwsEnvironment, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = env[name]
    if (value !== undefined && value !== '') return value
  }
  return undefined
}

/** True for `true` in any case, as for `sops`. */
export function isSwitchedOn(environment: AwsEnvironment, name: string): boolean {
  return variable(environment, name)?.toLowerCase() === 'true'
}

/** The profile that the variables name. */
export function profileOf(environment: AwsEnvironment): string | undefined {
  return variable(environment, 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE')
}

export function hostNameOf({ hostName = hostname() }: AwsEnvironment): string {
  return hostName
}

export function sharedFilePaths(environment: AwsEnvironment): SharedFilePaths {
  const { homeDirectory = variable(environment, 'HOME', 'USERPROFILE') ?? homedir() } = environment
  const below = (name: string): string => join(homeDirectory, '.aws', name)
  return {
    credentials: variable(environment, 'AWS_SHARED_CREDENTIALS_FILE') ?? below('credentials'),
    config: variable(environment, 'AWS_CONFIG_FILE') ?? below('config'),
  }
}
