/** What a request to AWS is signed with. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** When to ask for new ones; never when absent. */
  readonly expiration?: Date
}

/** Gives credentials whenever new ones are needed. The providers of `@aws-sdk/credential-providers` fit. */
export type AwsCredentialProvider = () => Promise<AwsCredentials>

/** Where a set of credentials failed, with the error underneath, which people never see. */
export class CredentialsFailure extends Error {
  readonly step: string
  readonly reason: unknown

  constructor(step: string, reason: unknown) {
    super(step)
    this.step = step
    this.reason = reason
  }
}

/** The same provider; `step` says in errors what it is for. An inner provider knows better. */
export function namedProvider(
  step: string,
  provider: AwsCredentialProvider,
): AwsCredentialProvider {
  return async () => {
    try {
      return await provider()
    } catch (error) {
      throw error instanceof CredentialsFailure ? error : new CredentialsFailure(step, error)
    }
  }
}

/** There is no profile of the name that is asked for; it is not secret. */
export class MissingProfile extends CredentialsFailure {}

/** Nothing was found; told as the SDK tells it. */
export function noCredentials(step: string): CredentialsFailure {
  return new CredentialsFailure(step, { name: 'CredentialsProviderError' })
}
