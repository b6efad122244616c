const modulus = 3329
const seedLength = 32

/**
 * True when every 12-bit coefficient of an ML-KEM encapsulation key is below the modulus, as FIPS 203
 * (7.2) demands before use. The age library wraps for other keys too; nobody could unwrap the result.
 */
export function isReducedMlKemKey(key: Uint8Array): boolean {
  for (let index = 0; index < key.length - seedLength; index += 3) {
    const [a = 0, b = 0, c = 0] = key.subarray(index, index + 3)
    if (((b & 15) << 8) + a >= modulus || (c << 4) + (b >> 4) >= modulus) return false
  }
  return true
}
