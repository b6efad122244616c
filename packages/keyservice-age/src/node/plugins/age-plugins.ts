import { requireDeadline } from '@sopskit/core'
import type { AgePlugins } from '../../plugins/age-plugins.ts'
import { defaultDeadlineMs } from '../age-environment.ts'
import type { PluginEnvironment } from './converse.ts'

/**
 * Runs age plugins: programs named `age-plugin-NAME` in the PATH of `env`, which wrap and unwrap file keys over
 * their standard input and output, in a temporary folder (AGE-019). Only absolute folders of PATH count.
 *
 * Its functions throw {@link SopsError} `WRAP_FAILED` or `UNWRAP_FAILED` when the plugin is missing, reports
 * an error or breaks the protocol (AGE-020), `SERVICE_UNAVAILABLE` when it is silent for longer than
 * `deadlineMs`, and `ABORTED`; in the last two cases it is ended. What runs them is loaded on first use.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for a deadline that cannot be.
 * @example
 * ```ts
 * import { ageKeyService } from '@sopskit/keyservice-age'
 * import { agePlugins } from '@sopskit/keyservice-age/node'
 * const plugins = agePlugins({ env: process.env, platform: process.platform })
 * const service = ageKeyService({ plugins })
 * ```
 */
export function agePlugins(environment: PluginEnvironment): AgePlugins {
  requireDeadline(environment.deadlineMs ?? defaultDeadlineMs)
  const load = async (): Promise<AgePlugins> => {
    const { pluginRunner } = await import('./run-plugins.ts')
    return pluginRunner(environment)
  }
  return {
    wrapFileKey: async (...call) => (await load()).wrapFileKey(...call),
    unwrapFileKey: async (...call) => (await load()).unwrapFileKey(...call),
  }
}
