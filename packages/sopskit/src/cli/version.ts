/** The version of sopskit; it equals that of the package. */
export const version: string = '0.1.0'
