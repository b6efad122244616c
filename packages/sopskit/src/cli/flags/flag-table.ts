import { commandFlags, type CommandFlags } from './command-flags.ts'
import { fileFlags, type FileFlags } from './file-flags.ts'
import type { Flag, Level } from './flag.ts'
import { fluxFlags, type FluxFlags } from './flux-flags.ts'
import { generalFlags, type GeneralFlags } from './general-flags.ts'
import { keyFlags, type KeyFlags } from './key-flags.ts'
import { oldFlags, type OldFlags } from './old-flags.ts'
import { outputFlags, type OutputFlags } from './output-flags.ts'
import { recipientFlags, type RecipientFlags } from './recipient-flags.ts'
import { rotationFlags, type RotationFlags } from './rotation-flags.ts'
import { ruleFlags, type RuleFlags } from './rule-flags.ts'

interface AllFlags
  extends
    CommandFlags,
    FileFlags,
    FluxFlags,
    KeyFlags,
    RotationFlags,
    RuleFlags,
    OutputFlags,
    OldFlags,
    GeneralFlags,
    RecipientFlags {}

/** The full name of a flag, without dashes. */
export type FlagName = keyof AllFlags

/** What the flags of a command line say; those that were not given are absent. */
export type FlagValues = Partial<AllFlags>

/** Every flag of the command under its heading. The parser and the help read this one table. */
export const headings: readonly (readonly [
  title: string,
  flags: Readonly<Record<string, Flag>>,
])[] = [
  ['Instead of a command', oldFlags],
  ['This command', commandFlags],
  ['This command', fluxFlags],
  ['Files', fileFlags],
  ['For whom', recipientFlags],
  ['Keys', keyFlags],
  ['Keys that come and go', rotationFlags],
  ['What is encrypted', ruleFlags],
  ['Output', outputFlags],
  ['Other', generalFlags],
]

const byName = new Map<string, readonly [name: string, flag: Flag]>()
for (const [, group] of headings) {
  for (const [name, flag] of Object.entries(group)) {
    byName.set(name, [name, flag])
    if (flag.short !== undefined) byName.set(flag.short, [name, flag])
    if (flag.alias !== undefined) byName.set(flag.alias, [name, flag])
  }
}

/** The full names of all flags. */
export const flagNames: readonly string[] = headings.flatMap(([, group]) => Object.keys(group))

/** Finds a flag by its full or its short name. */
export function findFlag(name: string): readonly [name: string, flag: Flag] | undefined {
  return byName.get(name)
}

/** The flags that may stand at any of some places of the command line, by full name. */
export function flagsOfLevels(levels: readonly Level[]): readonly (readonly [string, Flag])[] {
  const all = headings.flatMap(([, group]) => Object.entries(group))
  return all.filter(([, flag]) => levels.some((level) => flag.levels.includes(level)))
}
