import { SopsError } from '@sopskit/core'

/**
 * Bytes of the largest YAML text that is read. A file of 50 MB with 700,000 values has 141 MB once it is
 * encrypted; to read that takes about 20 seconds and 2 GB of memory, and more of both for a larger one.
 */
export const maxYamlSize: number = 150 * 1024 * 1024

/** @throws {@link SopsError} `LIMIT_EXCEEDED` above {@link maxYamlSize}. */
export function requireYamlSize(input: Uint8Array): void {
  if (input.length <= maxYamlSize) return
  throw new SopsError(
    'LIMIT_EXCEEDED',
    `YAML of more than ${maxYamlSize} bytes, plain or encrypted, is not read. Split the file, or keep its content as JSON, which may be larger.`,
  )
}
