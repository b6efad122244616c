/** What a known failure comes to, and what to do about it. */
export interface KnownFailure {
  readonly kind: 'denied' | 'unavailable' | 'failed'
  readonly advice: string
}

const denied = (advice: string): KnownFailure => ({ kind: 'denied', advice })
const unavailable = (advice: string): KnownFailure => ({ kind: 'unavailable', advice })
const failed = (advice: string): KnownFailure => ({ kind: 'failed', advice })

const notAllowed = denied(
  'Allow these credentials kms:Encrypt and kms:Decrypt on the key, or the role to be assumed by them.',
)
const unknownAccessKey = denied('The access key is unknown there. Check it and its session token.')
const expired = denied('The credentials have expired. Get new ones.')
const wrongSignature = denied(
  'The secret access key is wrong, the clock is off, or the endpoint is one of another region.',
)
const busy = unavailable('The service is busy or in trouble. Try again later.')
const notReached = unavailable('The host cannot be reached. Check the network and the endpoint.')
const noTrust = unavailable(
  'The certificate of the host is not trusted. Check the endpoint, or name the authority in NODE_EXTRA_CA_CERTS.',
)
const noTls = unavailable('The host does not speak TLS. Check the endpoint.')

/**
 * Names that AWS, its SDK and Node give to errors. Only these are ever quoted: a name is chosen by the
 * server, which has seen the data key.
 */
export const knownFailures: ReadonlyMap<string, KnownFailure> = new Map([
  [
    'NotFoundException',
    failed('There is no such key or alias in this region and account. Check the ARN.'),
  ],
  ['DisabledException', failed('The key is disabled. Enable it, or use another key.')],
  [
    'KMSInvalidStateException',
    failed(
      'The key is not usable, for example because it awaits its deletion. Cancel that, or use another key.',
    ),
  ],
  [
    'InvalidCiphertextException',
    failed(
      'The wrapped data key is damaged, of another key, or the encryption context differs from the one it was encrypted with.',
    ),
  ],
  ['IncorrectKeyException', failed('The data key was wrapped by another key. Check the ARN.')],
  [
    'InvalidKeyUsageException',
    failed('The key is not one for symmetric encryption. Use a key of the kind SYMMETRIC_DEFAULT.'),
  ],
  ['InvalidArnException', failed('AWS does not understand the ARN. Check it.')],
  ['InvalidGrantTokenException', failed('A grant of the key is not valid. Check its grants.')],
  [
    'ValidationException',
    failed('AWS refuses the request. Check the ARN, the role and the encryption context.'),
  ],
  [
    'ValidationError',
    failed('AWS refuses the request. Check the ARN, the role and the encryption context.'),
  ],
  ['AccessDeniedException', notAllowed],
  ['AccessDenied', notAllowed],
  ['UnauthorizedException', notAllowed],
  ['UnrecognizedClientException', unknownAccessKey],
  ['InvalidClientTokenId', unknownAccessKey],
  ['InvalidAccessKeyId', unknownAccessKey],
  ['OptInRequired', denied('The account or region is not activated. Activate it.')],
  [
    'RegionDisabledException',
    denied('The token service is not activated in this region. Activate it.'),
  ],
  ['ExpiredTokenException', expired],
  ['ExpiredToken', expired],
  ['RequestExpired', expired],
  ['SignatureDoesNotMatch', wrongSignature],
  ['InvalidSignatureException', wrongSignature],
  ['IncompleteSignature', wrongSignature],
  ['IncompleteSignatureException', wrongSignature],
  ['MissingAuthenticationToken', wrongSignature],
  ['MissingAuthenticationTokenException', wrongSignature],
  [
    'IDPRejectedClaim',
    denied('The identity provider refuses the web identity. Check its token file.'),
  ],
  ['InvalidIdentityToken', denied('The web identity is not valid. Check its token file.')],
  [
    'CredentialsProviderError',
    denied(
      'No credentials were found, or they cannot be used. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile.',
    ),
  ],
  ['ThrottlingException', busy],
  ['Throttling', busy],
  ['TooManyRequestsException', busy],
  ['LimitExceededException', busy],
  ['RequestLimitExceeded', busy],
  ['KMSInternalException', busy],
  ['KeyUnavailableException', busy],
  ['DependencyTimeoutException', busy],
  ['InternalFailure', busy],
  ['ServiceUnavailable', busy],
  ['ServiceUnavailableException', busy],
  ['TimeoutError', notReached],
  ['ECONNREFUSED', notReached],
  ['ECONNRESET', notReached],
  ['ECONNABORTED', notReached],
  ['ENOTFOUND', notReached],
  ['EAI_AGAIN', notReached],
  ['ETIMEDOUT', notReached],
  ['EHOSTUNREACH', notReached],
  ['ENETUNREACH', notReached],
  ['EADDRNOTAVAIL', notReached],
  ['EPIPE', notReached],
  ['EPROTO', noTls],
  ['SELF_SIGNED_CERT_IN_CHAIN', noTrust],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', noTrust],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', noTrust],
  ['UNABLE_TO_GET_ISSUER_CERT', noTrust],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', noTrust],
  ['CERT_HAS_EXPIRED', noTrust],
  ['CERT_NOT_YET_VALID', noTrust],
  ['CERT_UNTRUSTED', noTrust],
  ['CERT_REVOKED', noTrust],
  ['ERR_TLS_CERT_ALTNAME_INVALID', noTrust],
])
