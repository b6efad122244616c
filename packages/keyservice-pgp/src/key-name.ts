/** Begins the message where it does not matter which. */
export const somePgpKey = 'The PGP key'

// What gpg and people call keys: hexadecimal, or a mail address; never a line of something else.
const harmless = /^[\w.@<>=+!-]{1,80}$/

/** How messages name a key; a text that looks like something else is left out. */
export function keyName(fingerprint: string): string {
  return harmless.test(fingerprint) ? `the PGP key ${fingerprint}` : 'the PGP key'
}
