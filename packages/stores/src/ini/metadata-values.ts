const metadataSection = 'sops'

/** A value of the metadata section with its `\n` turned into newlines; releases 3.13.0 and 3.13.1 wrote real ones (I12). */
export function unescapeMetadata(section: string, value: string): string {
  return section === metadataSection ? value.replaceAll('\\n', '\n') : value
}

/** The other way round. */
export function escapeMetadata(section: string, value: string): string {
  return section === metadataSection ? value.replaceAll('\n', '\\n') : value
}
