/** What people see and answer while an age plugin works; each may be left out when nobody is there. */
export interface AgePluginUi {
  /** Shows what a plugin says, such as a request to touch a key. Control characters are removed from it. */
  readonly show?: (message: AgePluginMessage) => Promise<void>
  /** Asks for a text, such as a PIN; `undefined` when there is no answer. */
  readonly ask?: (question: AgePluginQuestion) => Promise<string | undefined>
  /** Offers one or two answers: true for the first; `undefined` when there is no answer. */
  readonly confirm?: (choice: AgePluginChoice) => Promise<boolean | undefined>
}

/** Something that a plugin says. */
export interface AgePluginMessage {
  /** The NAME of `age-plugin-NAME`. */
  readonly plugin: string
  readonly text: string
  /** Aborted when nobody waits for the plugin any more. */
  readonly signal: AbortSignal | undefined
}

/** A question of a plugin. */
export interface AgePluginQuestion extends AgePluginMessage {
  /** The answer must not be seen. */
  readonly secret: boolean
}

/** A choice that a plugin offers. */
export interface AgePluginChoice extends AgePluginMessage {
  readonly yes: string
  readonly no: string | undefined
}
