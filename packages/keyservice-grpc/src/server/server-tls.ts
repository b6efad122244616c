/** How a server proves who it is; texts in PEM form. */
export interface ServerTls {
  readonly cert: string
  readonly key: string
  /** Lets in only clients with a certificate by these authorities. */
  readonly clientCa?: string
}
