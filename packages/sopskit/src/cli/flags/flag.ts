import type { Level } from './levels.ts'

export type { Level } from './levels.ts'

/** What a flag can say. */
export type FlagValue = string | number | boolean | readonly string[]

/** One flag: how it is parsed, where, and what the help says. */
export interface Flag<Value extends FlagValue = FlagValue> {
  /** `switch` takes a value only behind `=`; `list` may repeat; of the others the last one counts. */
  readonly kind: KindOf<Value>
  readonly short?: string
  /** Another full name. */
  readonly alias?: string
  /** The variable that stands in when the flag is absent (CLI-007). */
  readonly env?: string
  /** The commands that take it again and again, as one list, and do not take its variable (CLI-027). */
  readonly repeatedBy?: readonly Level[]
  readonly levels: readonly Level[]
  /** What the help calls its value. */
  readonly value?: string
  readonly help: string
  /** What the help of some commands says instead. */
  readonly helpFor?: Readonly<Partial<Record<Level, string>>>
}

type KindOf<Value extends FlagValue> = Value extends string
  ? 'text'
  : Value extends number
    ? 'integer'
    : Value extends boolean
      ? 'switch'
      : 'list'

/** The flags under one heading of the help; `Values` says by name what each of them says. */
export type FlagGroup<Values extends object> = {
  readonly [Name in keyof Values]: Flag<Extract<Values[Name], FlagValue>>
}
