import type { TextPosition } from '@sopskit/core'

interface Placed {
  readonly path: string
  readonly code: string
  readonly position?: TextPosition
}

/** Compares by path, then by place in the file, then by code. */
export function byPlace(left: Placed, right: Placed): number {
  return (
    compare(left.path, right.path) ||
    (left.position?.line ?? 0) - (right.position?.line ?? 0) ||
    (left.position?.column ?? 0) - (right.position?.column ?? 0) ||
    compare(left.code, right.code)
  )
}

/** By code units, so that the order is the same on every machine. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
