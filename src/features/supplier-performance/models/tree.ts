import { binCount, missingBin } from './bins.ts'

export interface TreeOptions {
  depth: number
  /** The least sum of second derivatives on either side of a split. */
  leastHessian: number
  l2: number
}

interface Node {
  value: number
  split?: { feature: number; bin: number; missingGoesLeft: boolean; left: Node; right: Node }
}

/** A node as JSON has it: its value, and what it splits by. */
export type SavedNode =
  | number
  | [value: number, feature: number, bin: number, missingGoesLeft: 0 | 1, left: SavedNode, right: SavedNode]

interface Sums {
  gradient: number
  hessian: number
}

/** A tree grown on binned rows by first and second derivatives of the loss (Chen and Guestrin 2016). */
export class Tree {
  readonly #root: Node

  private constructor(root: Node) {
    this.#root = root
  }

  /** `taken` are the rows and `features` the columns it may look at. */
  static grow(
    rows: readonly Uint8Array[],
    gradients: Float64Array,
    hessians: Float64Array,
    { taken, features, options }: { taken: Uint32Array; features: Uint32Array; options: TreeOptions },
  ): Tree {
    const grow = (members: Uint32Array, depth: number): Node => {
      const sums = sumsOf(members, gradients, hessians)
      const node: Node = { value: leafValue(sums, options) }
      if (depth === 0) return node
      const best = bestSplit(rows, members, features, { gradients, hessians, sums, options })
      if (!best) return node
      const { feature, bin, missingGoesLeft } = best
      const goesLeft = (member: number) => isLeft(rows[member]!, feature, bin, missingGoesLeft)
      const left = grow(members.filter(goesLeft), depth - 1)
      const right = grow(
        members.filter((member) => !goesLeft(member)),
        depth - 1,
      )
      return { ...node, split: { ...best, left, right } }
    }
    return new Tree(grow(taken, options.depth))
  }

  static load(saved: SavedNode): Tree {
    return new Tree(loadNode(saved))
  }

  save(): SavedNode {
    return saveNode(this.#root)
  }

  predict(row: Uint8Array): number {
    let node = this.#root
    while (node.split) node = next(node.split, row)
    return node.value
  }

  /** Adds to each feature what its splits changed on the way of this row; returns what the root alone says. */
  explain(row: Uint8Array, contributions: Float64Array, rate: number): number {
    let node = this.#root
    while (node.split) {
      const below = next(node.split, row)
      const { feature } = node.split
      contributions[feature] = contributions[feature]! + rate * (below.value - node.value)
      node = below
    }
    return rate * this.#root.value
  }
}

function saveNode({ value, split }: Node): SavedNode {
  if (!split) return value
  const { feature, bin, missingGoesLeft, left, right } = split
  return [value, feature, bin, missingGoesLeft ? 1 : 0, saveNode(left), saveNode(right)]
}

function loadNode(saved: SavedNode): Node {
  if (typeof saved === 'number') return { value: saved }
  const [value, feature, bin, missing, left, right] = saved
  const split = { feature, bin, missingGoesLeft: missing === 1, left: loadNode(left), right: loadNode(right) }
  return { value, split }
}

function next(
  { feature, bin, missingGoesLeft, left, right }: NonNullable<Node['split']>,
  row: Uint8Array,
): Node {
  return isLeft(row, feature, bin, missingGoesLeft) ? left : right
}

function isLeft(row: Uint8Array, feature: number, bin: number, missingGoesLeft: boolean): boolean {
  const own = row[feature]!
  return own === missingBin ? missingGoesLeft : own <= bin
}

function sumsOf(members: Uint32Array, gradients: Float64Array, hessians: Float64Array): Sums {
  const sums = { gradient: 0, hessian: 0 }
  for (const member of members) {
    sums.gradient += gradients[member]!
    sums.hessian += hessians[member]!
  }
  return sums
}

function leafValue({ gradient, hessian }: Sums, { l2 }: TreeOptions): number {
  return -gradient / (hessian + l2)
}

function gainOf({ gradient, hessian }: Sums, { l2 }: TreeOptions): number {
  return gradient ** 2 / (hessian + l2)
}

interface Known {
  gradients: Float64Array
  hessians: Float64Array
  sums: Sums
  options: TreeOptions
}

/** The split that lowers the loss most; undefined where none lowers it. */
function bestSplit(
  rows: readonly Uint8Array[],
  members: Uint32Array,
  features: Uint32Array,
  known: Known,
): { feature: number; bin: number; missingGoesLeft: boolean } | undefined {
  const { sums, options } = known
  const least = gainOf(sums, options) + 1e-9
  let best: { feature: number; bin: number; missingGoesLeft: boolean } | undefined
  let most = least
  for (const feature of features) {
    const { gradients, hessians, lastBin } = histogram(rows, members, feature, known)
    // Without a missing value both directions are the same.
    const directions = hessians[missingBin]! > 0 ? [true, false] : [true]
    for (const missingGoesLeft of directions) {
      const left = missingGoesLeft
        ? { gradient: gradients[missingBin]!, hessian: hessians[missingBin]! }
        : { gradient: 0, hessian: 0 }
      for (let bin = 0; bin <= lastBin; bin += 1) {
        left.gradient += gradients[bin]!
        left.hessian += hessians[bin]!
        const right = { gradient: sums.gradient - left.gradient, hessian: sums.hessian - left.hessian }
        if (right.hessian < options.leastHessian) break
        if (left.hessian < options.leastHessian) continue
        const gain = gainOf(left, options) + gainOf(right, options)
        if (gain <= most) continue
        most = gain
        best = { feature, bin, missingGoesLeft }
      }
    }
  }
  return best
}

/** Used again for each histogram: there are a hundred thousand of them in a model. */
const buffers = { gradients: new Float64Array(binCount), hessians: new Float64Array(binCount) }

/** The sums of each bin, and the last bin with a value. */
function histogram(rows: readonly Uint8Array[], members: Uint32Array, feature: number, known: Known) {
  const { gradients, hessians } = buffers
  gradients.fill(0)
  hessians.fill(0)
  let lastBin = -1
  for (const member of members) {
    const bin = rows[member]![feature]!
    gradients[bin] = gradients[bin]! + known.gradients[member]!
    hessians[bin] = hessians[bin]! + known.hessians[member]!
    if (bin > lastBin && bin !== missingBin) lastBin = bin
  }
  return { ...buffers, lastBin }
}
