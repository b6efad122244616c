/** What the SDK would otherwise take from `process.env` and the shared files of the process. */
const nothingFromTheProcess = {
  ignoreConfiguredEndpointUrls: true,
  defaultsMode: 'standard',
  retryMode: 'standard',
  maxAttempts: 3,
  userAgentAppId: '',
} as const

/** What a client of the SDK is made with, for KMS and for STS. */
export interface ClientPlace {
  readonly region: string
  readonly endpoint: string | undefined
  readonly authorities: string | undefined
  readonly fips: boolean
  readonly dualStack: boolean
  readonly deadlineMs: number
}

interface ClientSettings {
  readonly region: string
  readonly endpoint?: string
  readonly useFipsEndpoint: boolean
  readonly useDualstackEndpoint: boolean
  readonly requestHandler: RequestLimits
  readonly ignoreConfiguredEndpointUrls: true
  readonly defaultsMode: 'standard'
  readonly retryMode: 'standard'
  readonly maxAttempts: 3
  readonly userAgentAppId: ''
}

interface RequestLimits {
  readonly connectionTimeout: number
  readonly requestTimeout: number
  readonly throwOnRequestTimeout: true
  readonly httpsAgent?: { readonly ca: string }
}

/** The settings of one client; all of them said, so that only what was handed in counts. */
export function clientSettings(place: ClientPlace): ClientSettings {
  const { region, endpoint, authorities, deadlineMs } = place
  // A request that hangs is tried again in time; and one that the SDK cannot abort, as those for credentials,
  // does not outlive the deadline for long.
  const requestTimeout = Math.ceil(deadlineMs / 2)
  return {
    ...nothingFromTheProcess,
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    useFipsEndpoint: place.fips,
    useDualstackEndpoint: place.dualStack,
    requestHandler: {
      connectionTimeout: requestTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      ...(authorities === undefined ? {} : { httpsAgent: { ca: authorities } }),
    },
  }
}
