/** Takes the next bytes of the file; resolves when more may come. The bytes may be reused after it resolves. */
export type Emit = (bytes: Uint8Array) => Promise<void> | void
