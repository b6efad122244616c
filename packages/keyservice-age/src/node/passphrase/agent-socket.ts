import { posix } from 'node:path'
import type { AgeEnvironment } from '../age-environment.ts'

/** Where gpg-agent may listen, in the order of sops (AGE-017); empty where there are no such sockets. */
export function agentSockets({
  env,
  platform,
  homeDirectory,
}: Pick<AgeEnvironment, 'env' | 'platform' | 'homeDirectory'>): readonly string[] {
  if (platform === 'win32') return []
  const info = env['GPG_AGENT_INFO']
  // Set to nothing, it says that there is no agent.
  if (info !== undefined) return [info.split(':')[0] ?? ''].filter((path) => path !== '')
  const runtime = env['XDG_RUNTIME_DIR'] ?? ''
  return [
    ...(homeDirectory === '' ? [] : [posix.join(homeDirectory, '.gnupg', 'S.gpg-agent')]),
    ...(runtime === '' ? [] : [posix.join(runtime, 'gnupg', 'S.gpg-agent')]),
  ]
}
