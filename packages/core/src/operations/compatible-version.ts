/** The SOPS release whose files these are: what `version` in the metadata says (D14). */
export const compatibleVersion = '3.13.3'
