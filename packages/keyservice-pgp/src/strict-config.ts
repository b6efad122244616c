import type { Config } from 'openpgp'
import type { OpenPgp } from './openpgp-library.ts'

/** More than any message around a data key unpacks to; what unpacks to more is an attack. */
export const maxUnpackedBytes: number = 16 * 1024

/**
 * How openpgp is to read and write. Every setting that guards something is named, though most are its
 * defaults: these can be changed for the whole process by anyone who imports it.
 */
export function strictConfig({ config, enums }: OpenPgp): Config {
  return {
    ...config,
    // Only what is authenticated, and only after all of it was verified.
    allowUnauthenticatedMessages: false,
    allowUnauthenticatedStream: false,
    enforceGrammar: true,
    ignoreMalformedPackets: false,
    additionalAllowedPackets: [],
    maxDecompressedMessageSize: maxUnpackedBytes,
    // Who watches how RSA messages fail learns nothing; the ciphers are those that old programs fall back to.
    constantTimePKCS1Decryption: true,
    constantTimePKCS1DecryptionSupportedSymmetricAlgorithms: new Set([
      enums.symmetric.aes256,
      enums.symmetric.aes192,
      enums.symmetric.aes128,
      enums.symmetric.cast5,
      enums.symmetric.tripledes,
    ]),
    allowInsecureDecryptionWithSigningKeys: false,
    allowInsecureVerificationWithReformattedKeys: false,
    allowMissingKeyFlags: false,
    minRSABits: 2047,
    rejectPublicKeyAlgorithms: new Set([enums.publicKey.elgamal, enums.publicKey.dsa]),
    rejectCurves: new Set([enums.curve.secp256k1]),
    rejectHashAlgorithms: new Set([enums.hash.md5, enums.hash.ripemd]),
    preferredSymmetricAlgorithm: enums.symmetric.aes256,
    preferredCompressionAlgorithm: enums.compression.uncompressed,
    showVersion: false,
    showComment: false,
  }
}
