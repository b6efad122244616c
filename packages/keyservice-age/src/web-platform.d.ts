/** What the types of the age library name and those of Node lack. */

import type { webcrypto } from 'node:crypto'

declare global {
  type CryptoKey = webcrypto.CryptoKey
  type AuthenticationExtensionsPRFValues = unknown
}
