import { shownKeyName, SopsError } from '@sopskit/core'

// Without characters that do something to a terminal: the ARN stands in messages.
const keyArn = /^arn:aws[\w-]*:kms:(.+):[0-9]+:(?:key|alias)\/\P{C}+$/u

/** The region becomes a part of a host name; `sops` refuses any other text too, when it sends the request. */
const hostLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** The region in an ARN of a key or an alias (KMS-002). */
export function regionOfKey(arn: string): string {
  const region = keyArn.exec(arn)?.[1]
  if (region !== undefined && hostLabel.test(region)) return region
  const found = region === undefined ? 'is no ARN of an AWS KMS key' : 'names no region of AWS'
  const shown = shownKeyName({ type: 'kms', arn, role: '', context: {}, awsProfile: '' })
  const message = `The AWS KMS key '${shown}' ${found}. Write arn:aws:kms:REGION:ACCOUNT:key/ID or …:alias/NAME; ids and alias names alone are not taken.`
  throw new SopsError('INVALID_MASTER_KEY', message)
}
