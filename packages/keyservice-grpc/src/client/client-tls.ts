/** How a key service behind TLS is trusted; texts in PEM form. */
export interface ClientTls {
  /** The certificates to trust in place of those of the runtime. */
  readonly ca?: string
  /** Our certificate and its key, for a server that asks for them; both or none. */
  readonly cert?: string
  readonly key?: string
  /** The name that the certificate must hold when it is not that of the address. */
  readonly serverName?: string
}
