import type { SopsErrorCode } from '@sopskit/core'
import { type ExitCode, otherErrorProofs } from './exit-codes.ts'
import {
  otherCommandProofs,
  commandDifferences,
  otherFlagProofs,
  otherVariableProofs,
} from './other-proofs.ts'
import { type Claim, inPackage, type Proof } from './proof.ts'
import { allScenarios, scenarioFiles } from './scenarios/all-scenarios.ts'
import { sopsFlags } from './sops-flags.ts'
import type { Variables } from './variables.ts'

/** A flag of sops: how it is spelled, and what holds it for each command that has it. */
export interface FlagClaim {
  readonly name: string
  readonly spelled: string
  readonly variable: string | undefined
  readonly claims: Readonly<Record<string, Claim>>
}

/** Every flag of the record, once. */
export const flagClaims: readonly FlagClaim[] = collectFlags()

function collectFlags(): readonly FlagClaim[] {
  const byName = new Map<string, FlagClaim>()
  for (const [command, flags] of Object.entries(sopsFlags)) {
    for (const text of flags) {
      const [, names = '', variable] = /^([a-z,-]+)=?(?: \$(\w+))?$/.exec(text) ?? []
      const [name = ''] = names.split(',')
      const known = byName.get(name)
      const spelled =
        names.length > (known?.spelled.length ?? 0) ? names : (known?.spelled ?? names)
      byName.set(name, {
        name,
        spelled,
        variable: known?.variable ?? variable,
        claims: { ...known?.claims, [command]: claimOf(`${command} --${name}`) },
      })
    }
  }
  return [...byName.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1))
}

/** What holds a flag of a command: its scenarios and other tests. */
function claimOf(key: string): Claim {
  const shown = scenariosOf(key)
  const other = otherFlagProofs[key]
  return {
    differs: unique([...shown.differs, ...(other?.differs ?? [])]),
    proofs: [...shown.proofs, ...(other?.proofs ?? [])],
    ...(other?.note !== undefined && { note: other.note }),
  }
}

/** The scenarios that are called so, or so and more behind a colon. */
export function scenariosOf(key: string): Claim {
  const names = Object.keys(allScenarios).filter(
    (name) => name === key || name.startsWith(`${key}: `),
  )
  return {
    differs: unique(names.flatMap((name) => allScenarios[name]?.differs?.row ?? [])),
    proofs: names.map(proofOf),
  }
}

function proofOf(name: string): Proof {
  const [file = ''] = Object.entries(scenarioFiles).find(([, scenarios]) => name in scenarios) ?? []
  return inPackage(`surface/scenarios/${file}.ts`, name)
}

export const commandClaims: readonly (readonly [name: string, claim: Claim])[] = [
  ...Object.keys(sopsFlags),
  'help',
].map((name) => [
  name,
  {
    differs: unique([...scenariosOf(name).differs, ...(commandDifferences[name] ?? [])]),
    proofs: otherCommandProofs[name] ?? [],
  },
])

export function variableClaim({ names, differs = [], proofs = [] }: Variables): Claim {
  const shown = names.map((name) => scenariosOf(`$${name}`))
  const flags = names.flatMap((name) => otherVariableProofs[name] ?? [])
  return {
    differs: unique([...differs, ...[...shown, ...flags].flatMap((claim) => claim.differs)]),
    proofs: [...[...shown, ...flags].flatMap((claim) => claim.proofs), ...proofs],
  }
}

export function exitCodeClaim({ code }: ExitCode): Claim {
  return scenariosOf(`exit ${code}`)
}

/** The scenarios that end with an error of ours, or another proof; else why there is none. */
export function errorClaim(error: SopsErrorCode): Claim {
  const names = Object.entries(allScenarios).filter(([, scenario]) => scenario.error === error)
  const other = otherErrorProofs[error]
  return {
    differs: unique(names.flatMap(([, { differs }]) => differs?.row ?? [])),
    proofs: [
      ...names.map(([name]) => proofOf(name)),
      ...(typeof other === 'object' ? [other] : []),
    ],
    ...(typeof other === 'string' && { note: other }),
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted()
}
