import type { ListNode, MapNode, Node } from '../load/nodes/node.ts'
import { type DocumentSite, metadataPair } from './metadata-place.ts'
import { startOfLine } from './line-end.ts'
import { isFlow } from './node-end.ts'

/** How what is new in a document looks: like what is there. */
export interface NewStyle {
  /** Spaces per level of maps, and of lists below their keys. */
  readonly step: number
  readonly listStep: number
  readonly lineBreak: string
  /** An empty line sets what is new apart from comments above, as the end of a map does (C6). */
  readonly gap: string
  /** All is in braces, as in JSON: text always gets double quotes. */
  readonly isJson: boolean
}

const narrowest = 2
const widest = 9

/** Finds out how a document is indented; `usual` is for one that does not show it. */
export function styleOfDocument(
  site: DocumentSite,
  usual: Pick<NewStyle, 'step' | 'lineBreak' | 'gap'>,
): NewStyle {
  const { root } = site.document.node
  const { lineBreak, gap } = usual
  if (root.kind !== 'map') return { ...usual, listStep: usual.step, isJson: false }
  const steps = new StepFinder(site)
  steps.visit(root)
  const listStep = steps.ofLists ?? steps.ofMaps ?? usual.step
  const step = steps.ofMaps ?? (listStep > 0 ? listStep : usual.step)
  const isJson = isFlow(root.content, site.source)
  return { step: within(step), listStep, lineBreak, gap, isJson }
}

function within(step: number): number {
  return Math.min(Math.max(step, narrowest), widest)
}

class StepFinder {
  ofMaps: number | undefined
  ofLists: number | undefined
  private readonly site: DocumentSite

  constructor(site: DocumentSite) {
    this.site = site
  }

  visit(node: Node): void {
    if (node.kind === 'scalar' || node.kind === 'alias' || this.isFlow(node)) return
    if (node.kind === 'list') {
      for (const item of node.items) this.visit(item)
      return
    }
    const metadata = metadataPair(node)
    for (const pair of node.pairs) {
      if (pair === metadata) continue
      this.measure(node, pair.value)
      if (this.ofMaps !== undefined && this.ofLists !== undefined) return
      this.visit(pair.value)
    }
  }

  private measure(parent: MapNode, { kind, ...value }: Node): void {
    if (!('content' in value) || this.isFlow(value)) return
    const step = this.columnOf(value) - this.columnOf(parent)
    if (kind === 'map') this.ofMaps ??= step
    else this.ofLists ??= step
  }

  private isFlow({ content }: Pick<MapNode, 'content'>): boolean {
    return isFlow(content, this.site.source)
  }

  private columnOf({ content }: Pick<MapNode | ListNode, 'content'>): number {
    return content - startOfLine(this.site.source.text, content)
  }
}
