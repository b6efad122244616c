/** A piece of a configuration file; `raw` is spelled as it stands. */
export type ConfigNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'raw'; readonly raw: string }
  | { readonly kind: 'list'; readonly items: readonly ConfigNode[]; readonly flow: boolean }
  | { readonly kind: 'map'; readonly entries: readonly ConfigEntry[]; readonly flow: boolean }

export type ConfigEntry = readonly [key: string, value: ConfigNode]

export function text(value: string): ConfigNode {
  return { kind: 'text', text: value }
}

export function raw(value: string): ConfigNode {
  return { kind: 'raw', raw: value }
}

export function list(items: readonly ConfigNode[], flow = false): ConfigNode {
  return { kind: 'list', items, flow }
}

export function map(entries: readonly ConfigEntry[], flow = false): ConfigNode {
  return { kind: 'map', entries, flow }
}

/** A configuration file as YAML: block style, and flow style where a node asks for it. */
export function printConfig(node: ConfigNode): string {
  return `${blockLines(node).join('\n')}\n`
}

function blockLines(node: ConfigNode): readonly string[] {
  if (node.kind === 'text' || node.kind === 'raw' || isInline(node)) return [inline(node)]
  if (node.kind === 'list') {
    return node.items.flatMap((item) => {
      const [first = '', ...rest] = blockLines(item)
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)]
    })
  }
  return node.entries.flatMap(([key, value]) => {
    if (isInline(value)) return [`${key}: ${inline(value)}`]
    return [`${key}:`, ...blockLines(value).map((line) => `  ${line}`)]
  })
}

function isInline(node: ConfigNode): boolean {
  if (node.kind === 'text' || node.kind === 'raw' || node.flow) return true
  return (node.kind === 'list' ? node.items : node.entries).length === 0
}

function inline(node: ConfigNode): string {
  switch (node.kind) {
    case 'text':
      return `'${node.text.replaceAll("'", "''")}'`
    case 'raw':
      return node.raw
    case 'list':
      return `[${node.items.map(inline).join(', ')}]`
    case 'map':
      return `{${node.entries.map(([key, value]) => `${key}: ${inline(value)}`).join(', ')}}`
  }
}
