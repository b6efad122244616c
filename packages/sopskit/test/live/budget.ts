/** How much a generated suite tries, and from where. */
export interface Budget {
  readonly seed: number
  readonly documents: number
}

/**
 * The seed comes from `SOPSKIT_SEED`: a number, or `clock` for another one every time. Without it the same
 * documents are tried every time, so that the gate only fails for a change. The number of documents comes
 * from the named variable
 * (`SOPSKIT_LIVE_YAML`, `SOPSKIT_LIVE_JSON`, `SOPSKIT_LIVE_STORES`, `SOPSKIT_LIVE_OPERATIONS`,
 * `SOPSKIT_LIVE_KILLS`), or it is the usual one.
 */
export function readBudget(variable: string, usual: number): Budget {
  return {
    seed: seedFrom(process.env['SOPSKIT_SEED']),
    documents: numberFrom(variable) ?? usual,
  }
}

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable]
  return text === undefined || text === '' ? undefined : Number(text)
}

const usualSeed = 3_13_3

function seedFrom(text: string | undefined): number {
  if (text === 'clock') return Date.now() % 2 ** 31
  return text === undefined || text === '' ? usualSeed : Number(text)
}
