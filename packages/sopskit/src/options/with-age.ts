import type { KeyService } from '@sopskit/core'

/** The services, with one behind them that wraps for age recipients unless there is one among them. */
export async function withAge(services: readonly KeyService[]): Promise<readonly KeyService[]> {
  if (services.some(({ name }) => name === 'age')) return services
  const { ageKeyService } = await import('@sopskit/keyservice-age')
  const { name, wrap } = ageKeyService({ identities: [] })
  return [...services, { name, wrap, unwrap: async () => null }]
}
