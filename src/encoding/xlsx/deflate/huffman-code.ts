/** Huffman codes as deflate has them (RFC 1951, 3.2.2). */

/**
 * The length in bits of each symbol's code, none over `limit`. Every symbol gets one, also where it has not been
 * counted: the counts are of another text than the codes are for.
 */
export function codeLengths(counts: ArrayLike<number>, limit: number): Uint8Array {
  const weights = Float64Array.from(counts, (count) => count + 1)
  for (;;) {
    const lengths = optimalLengths(weights)
    if (lengths.every((length) => length <= limit)) return lengths
    // Flatter weights make a flatter tree, which loses little.
    for (let symbol = 0; symbol < weights.length; symbol++) {
      weights[symbol] = Math.floor(weights[symbol]! / 2) + 1
    }
  }
}

/** Canonical codes, their bits in the order in which deflate writes them. */
export function codesOf(lengths: Uint8Array): Uint16Array {
  const used = new Uint16Array(16)
  for (const length of lengths) used[length]!++
  const next = new Uint16Array(16)
  for (let length = 2; length < 16; length++) next[length] = 2 * (next[length - 1]! + used[length - 1]!)
  return Uint16Array.from(lengths, (length) => reversed(next[length]!++, length))
}

/** Huffman's algorithm over two queues: the leaves by weight, and the pairs in the order of their making. */
function optimalLengths(weights: Float64Array): Uint8Array {
  const count = weights.length
  // Weight and symbol in one number: the sort of numbers is many times as fast as one with a function.
  const leaves = weights.map((weight, symbol) => weight * 512 + symbol).sort()
  const total = new Float64Array(2 * count - 1).fill(Number.POSITIVE_INFINITY)
  const parent = new Uint16Array(2 * count - 1)
  let leaf = 0
  let pair = count
  for (let made = count; made < parent.length; made++) {
    let weight = 0
    for (let half = 0; half < 2; half++) {
      const lightest = leaf < count ? Math.floor(leaves[leaf]! / 512) : Number.POSITIVE_INFINITY
      const isLeaf = lightest <= total[pair]!
      const node = isLeaf ? leaves[leaf++]! % 512 : pair++
      weight += isLeaf ? lightest : total[node]!
      parent[node] = made
    }
    total[made] = weight
  }
  const depth = new Uint8Array(2 * count - 1)
  for (let node = parent.length - 2; node >= 0; node--) depth[node] = depth[parent[node]!]! + 1
  return depth.subarray(0, count)
}

function reversed(code: number, length: number): number {
  let bits = 0
  for (let index = 0; index < length; index++) bits |= ((code >> index) & 1) << (length - 1 - index)
  return bits
}
