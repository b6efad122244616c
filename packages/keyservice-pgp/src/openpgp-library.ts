import { loadPackage, SopsError } from '@sopskit/core'
import type * as OpenPgpModule from 'openpgp'

/** The library, loaded. */
export type OpenPgp = typeof OpenPgpModule

/** @throws {@link SopsError} `PACKAGE_MISSING`. */
export function loadOpenPgp(): Promise<OpenPgp> {
  return loadPackage('openpgp@6', () => import('openpgp'))
}

/**
 * True for the error of openpgp on Node when it checks a signature of a Brainpool key: it asks for a package
 * that its manifest does not name.
 */
export function lacksCurvePackage(error: unknown): boolean {
  return error instanceof Error && error.message.includes("'eckey-utils'")
}

/** The error in its place. */
export function curvePackageMissing(): SopsError {
  return new SopsError(
    'PACKAGE_MISSING',
    'On Node, openpgp needs the package eckey-utils for keys on Brainpool curves. Install it: npm install eckey-utils@0.7',
  )
}
