/** How much a generated suite tries, and from where. */
export interface Budget {
  readonly seed: number
  readonly documents: number
}

/**
 * The seed comes from `SOPSKIT_SEED` or the clock; the number of documents from the named variable
 * (`SOPSKIT_LIVE_YAML`, `SOPSKIT_LIVE_JSON`, `SOPSKIT_LIVE_STORES`), or it is the usual one.
 */
export function readBudget(variable: string, usual: number): Budget {
  return {
    seed: numberFrom('SOPSKIT_SEED') ?? Date.now() % 2 ** 31,
    documents: numberFrom(variable) ?? usual,
  }
}

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable]
  return text === undefined || text === '' ? undefined : Number(text)
}
