/** What the types of Microsoft's packages name and those of Node lack. */

import type { JsonWebKey as KeyOfNode } from 'node:crypto'

declare global {
  type JsonWebKey = KeyOfNode
}
