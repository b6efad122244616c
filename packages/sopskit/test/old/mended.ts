import type { OldFile } from '@sopskit/test-vectors'

/**
 * An old file with what sops 3.13.3 stumbles over written as later releases do. Nothing of it is covered by
 * a MAC or a tag, except the spelling of floats, for which sops is told to ignore the MAC.
 */
export function mended({ format }: OldFile, text: string): string {
  const isJson = format === 'json' || format === 'binary'
  const rule = isJson
    ? '"version": "1.9", "encrypted_regex": "^"'
    : 'version: "1.9"\n    encrypted_regex: ^'
  return text
    .replace(/ {4}kms:\n {4}- {3}arn: ''\n|"kms": \[\s*\{\s*"arn": ""\s*\}\s*\],/, '')
    .replace(/"?version"?: 0\.9\b/, rule)
    .replaceAll('type:bytes]', 'type:str]')
    .replaceAll(/ENC\[AES256_GCM,data:,[^\]]*\]/g, isJson ? '' : "''")
    .replace(
      /(shamir_threshold\s*= ?)(?:2\.000000|%!s\(float64=2\))/,
      (_, name: string) => `${name}2`,
    )
}
