import { compatibleVersion } from '@sopskit/core'

/**
 * The version that an edited file names: that of the release we are compatible with, but never an older one
 * than it named (D14, CLI-075).
 */
export function raisedVersion(version: string): string {
  return isOlder(version, compatibleVersion) ? compatibleVersion : version
}

// Releases of sops are plain numbers; of a pre-release only that it comes before its release matters.
function isOlder(left: string, right: string): boolean {
  const [leftNumbers, rightNumbers] = [numbersOf(left), numbersOf(right)]
  for (const [index, number] of rightNumbers.entries()) {
    const other = leftNumbers[index] ?? 0
    if (other !== number) return other < number
  }
  return isPreRelease(left)
}

function numbersOf(version: string): readonly number[] {
  const [release = ''] = version.replace(/^v/, '').split(/[-+]/)
  return [0, 1, 2].map((index) => Number(release.split('.')[index] ?? 0))
}

function isPreRelease(version: string): boolean {
  return /^[^+]*-/.test(version)
}
