import { codeLengths, codesOf } from './huffman-code.ts'
import type { RowsModule } from './rows-module.ts'

const endOfBlock = 256
const distanceSymbols = 30
const longest = 258
/** How many words stand at each place; those of a length are two codes' worth. */
const sizes = {
  literalCodes: endOfBlock + 1,
  lengthCodes: 2 * (longest + 1),
  distanceCodes: distanceSymbols,
  literalCounts: endOfBlock,
  lengthCounts: longest + 1,
  distanceCounts: distanceSymbols,
}
/** Short enough that four literals, or a match with all its extra bits, fit into one store. */
const longestCode = 14
const longestDistanceCode = 10
/** The order in which deflate names the lengths of the code that tells the codes. */
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

/** The symbol of each length from 3 on, with its extra bits. */
const lengthSymbols: { symbol: number; extra: number; extraBits: number }[] = []
for (let symbol = 257, length = 3; symbol < 285; symbol++) {
  const extraBits = symbol < 265 ? 0 : (symbol - 261) >> 2
  for (let extra = 0; extra < 1 << extraBits; extra++) lengthSymbols[length++] = { symbol, extra, extraBits }
}
lengthSymbols[longest] = { symbol: 285, extra: 0, extraBits: 0 }

/** The codes of a block (RFC 1951, 3.2.7), made before it is written: those that the block before should have had. */
export class BlockCodes {
  readonly #wasm: RowsModule

  constructor(wasm: RowsModule) {
    this.#wasm = wasm
  }

  /** What is guessed of a first block: digits most of all, then letters. */
  guess(): void {
    this.#forget()
    const literals = this.#words('literalCounts', 128)
    literals.fill(20, 32, 127)
    literals.fill(120, 97, 123)
    literals.fill(500, 48, 58)
    this.#words('lengthCounts', 64).fill(60, 4)
    this.#words('distanceCounts', 24).fill(60, 10)
  }

  /** Makes codes of what was counted, forgets the counts and writes the begin of a block that is not the last. */
  renew(): void {
    const literals = codeLengths(this.#symbolCounts(), longestCode)
    const distances = codeLengths(this.#words('distanceCounts', distanceSymbols), longestDistanceCode)
    this.#forget()
    this.#store(literals, distances)
    writeHeader(literals, distances, this.#wasm.put)
  }

  /** Memory that has grown has another buffer, so nothing of it is kept. */
  #words(place: keyof typeof sizes, length: number = sizes[place]): Uint32Array {
    return new Uint32Array(this.#wasm.memory.buffer, this.#wasm[place].value, length)
  }

  #forget(): void {
    for (const counts of ['literalCounts', 'lengthCounts', 'distanceCounts'] as const) {
      this.#words(counts).fill(0)
    }
  }

  /** Literals, the end, and lengths by their symbols. */
  #symbolCounts(): Uint32Array {
    const counts = new Uint32Array(286)
    counts.set(this.#words('literalCounts'))
    const lengths = this.#words('lengthCounts')
    for (let length = 3; length <= longest; length++) {
      counts[lengthSymbols[length]!.symbol]! += lengths[length]!
    }
    return counts
  }

  #store(literals: Uint8Array, distances: Uint8Array): void {
    const codes = codesOf(literals)
    const literalWords = this.#words('literalCodes')
    const lengthWords = this.#words('lengthCodes')
    for (let symbol = 0; symbol <= endOfBlock; symbol++) {
      literalWords[symbol] = codes[symbol]! | (literals[symbol]! << 16)
    }
    for (let length = 3; length <= longest; length++) {
      const { symbol, extra, extraBits } = lengthSymbols[length]!
      const bits = literals[symbol]!
      lengthWords[2 * length] = codes[symbol]! | (extra << bits)
      lengthWords[2 * length + 1] = bits + extraBits
    }
    const distanceWords = this.#words('distanceCodes')
    for (const [symbol, code] of codesOf(distances).entries()) {
      distanceWords[symbol] = code | (distances[symbol]! << 16)
    }
  }
}

function writeHeader(
  literals: Uint8Array,
  distances: Uint8Array,
  put: (value: number, length: number) => void,
): void {
  const all = [...literals, ...distances]
  const counts = new Array<number>(19).fill(0)
  for (const length of all) counts[length]!++
  const lengths = codeLengths(counts, 7)
  const codes = codesOf(lengths)
  // Not the last; codes of its own.
  put(4, 3)
  put(literals.length - 257, 5)
  put(distances.length - 1, 5)
  put(codeOrder.length - 4, 4)
  for (const symbol of codeOrder) put(lengths[symbol]!, 3)
  for (const length of all) put(codes[length]!, lengths[length]!)
}
