import type { AwsEndpoints } from './access.ts'
import type { AwsEnvironment } from './aws-environment.ts'
import { isSwitchedOn, variable } from './aws-environment.ts'
import type { SharedFiles } from './shared-files.ts'
import type { SharedSettings } from './shared-settings.ts'

/** The endpoints that variables and a profile name; a variable goes before the profile, a service before all. */
export function environmentEndpoints(
  environment: AwsEnvironment,
  files: SharedFiles,
  settings: SharedSettings,
): AwsEndpoints {
  const services = files.services.get(settings.get('services') ?? '')
  const ignored =
    isSwitchedOn(environment, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS') ||
    settings.get('ignore_configured_endpoint_urls') === 'true'
  const endpoint = (service: string): string | undefined =>
    ignored
      ? undefined
      : (variable(environment, `AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL') ??
        services?.get(`${service}.endpoint_url`) ??
        settings.get('endpoint_url'))
  const flag = (name: string, setting: string): boolean =>
    variable(environment, name) === undefined
      ? settings.get(setting) === 'true'
      : isSwitchedOn(environment, name)
  return {
    kms: endpoint('kms'),
    sts: endpoint('sts'),
    fips: flag('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualStack: flag('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  }
}
