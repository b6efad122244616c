/** A request is a key and a wrapped data key: an OpenPGP message for one key has a few thousand bytes. */
export const maxMessageSize: number = 256 * 1024
