/** Reads big-endian numbers one after the other. */
export class ByteReader {
  at: number
  readonly #bytes: Buffer

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  uint8(): number {
    return this.#bytes[this.at++] as number
  }

  int8(): number {
    return (this.uint8() << 24) >> 24
  }

  uint16(): number {
    this.at += 2
    return this.#bytes.readUInt16BE(this.at - 2)
  }

  int16(): number {
    this.at += 2
    return this.#bytes.readInt16BE(this.at - 2)
  }

  uint32(): number {
    this.at += 4
    return this.#bytes.readUInt32BE(this.at - 4)
  }

  /** A number of 2 bits before and 14 after the binary point. */
  fraction(): number {
    return this.int16() / 16384
  }

  /** WOFF2's 255UInt16. */
  packed16(): number {
    const code = this.uint8()
    if (code === 253) return this.uint16()
    if (code === 254) return this.uint8() + 506
    return code === 255 ? this.uint8() + 253 : code
  }
}
