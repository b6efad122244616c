/** Levels of maps and lists that are read and written; sops itself gives up near 10,000. */
export const maxDepth = 1000
