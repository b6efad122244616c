/** What the types of openpgp name and neither Node's nor that package bring: streams, which are not used here. */

declare module '@openpgp/web-stream-tools' {
  export type WebStream<Chunk> = AsyncIterable<Chunk>
  export type NodeWebStream<Chunk> = AsyncIterable<Chunk>
}
