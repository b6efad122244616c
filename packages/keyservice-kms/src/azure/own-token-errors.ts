import type { AzureCredential } from './azure-clients.ts'
import { tokenFailure } from './token-failure.ts'

/** The same credential; what is wrong with a token it tells at once, before a client wraps it into something else. */
export function withOwnErrors(credential: AzureCredential): AzureCredential {
  return {
    getToken: async (scopes, options) => {
      try {
        return await credential.getToken(scopes, options)
      } catch (error) {
        throw tokenFailure(error)
      }
    },
  }
}
