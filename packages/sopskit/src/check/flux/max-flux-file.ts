/** Bytes of the largest file that Flux decrypts (FLX-036). */
export const maxFluxFile: number = 5 * 2 ** 20
