import { type Aead, loadAead } from '@sopskit/core'

/** Both implementations: every cryptographic test runs on each. */
export const aeads: readonly Aead[] = [await loadAead(), await loadAead({ portable: true })]
