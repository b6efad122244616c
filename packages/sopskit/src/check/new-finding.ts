import type { TextPosition } from '@sopskit/core'
import { defined } from '../options/defined.ts'
import type { Finding, FindingCode } from './finding.ts'
import { findingTable } from './finding-table.ts'

/** What a finding says beside its code. */
export interface FindingDetails {
  readonly message: string
  readonly position?: TextPosition | undefined
  readonly keyPath?: readonly string[] | undefined
}

/** A finding about the file of a name. */
export function newFinding(path: string, code: FindingCode, details: FindingDetails): Finding {
  const { message, position, keyPath } = details
  const { severity } = findingTable[code]
  return { code, severity, path, ...defined({ position, keyPath }), message }
}
