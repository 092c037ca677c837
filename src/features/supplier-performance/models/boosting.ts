import { Random } from '#src/features/forecasting/models/numbers/random.ts'
import { Bins, type Rows } from './bins.ts'
import { type SavedNode, Tree } from './tree.ts'

const trees = 300
const depth = 3
const rate = 0.05
const rowShare = 0.7
const columnShare = 0.4
const seeds = 3
const options = { depth, leastHessian: 10, l2: 5 }

/** A model as JSON has it. */
export interface SavedBoosting {
  bins: number[][]
  base: number
  forests: SavedNode[][]
}

/**
 * Gradient boosting of the logistic loss (Friedman 2001), the mean of three forests: the same rows, labels and seed
 * give the same numbers. A margin is the logarithm of the odds.
 */
export class LogisticBoosting {
  readonly #bins: Bins
  readonly #base: number
  readonly #forests: Tree[][]

  private constructor(bins: Bins, base: number, forests: Tree[][]) {
    this.#bins = bins
    this.#base = base
    this.#forests = forests
  }

  /** `labels` are 0 or 1, at least one of each. */
  static learn(rows: Rows, labels: ArrayLike<number>, seed = 1): LogisticBoosting {
    const bins = Bins.of(rows)
    const binned = rows.map((row) => bins.binsOf(row))
    const share = meanOf(labels)
    if (!(share > 0 && share < 1)) throw new RangeError('labels: 0 and 1, at least one of each')
    const base = Math.log(share / (1 - share))
    const forests = Array.from({ length: seeds }, (_, index) =>
      grow(binned, labels, base, new Random(seed * seeds + index)),
    )
    return new LogisticBoosting(bins, base, forests)
  }

  static load({ bins, base, forests }: SavedBoosting): LogisticBoosting {
    const grown = forests.map((forest) => forest.map((tree) => Tree.load(tree)))
    return new LogisticBoosting(Bins.load(bins), base, grown)
  }

  save(): SavedBoosting {
    const forests = this.#forests.map((forest) => forest.map((tree) => tree.save()))
    return { bins: this.#bins.save(), base: this.#base, forests }
  }

  margin(row: Float64Array): number {
    const binned = this.#bins.binsOf(row)
    return this.#base + this.#meanOf((tree) => rate * tree.predict(binned))
  }

  /** What each feature adds to the margin of this row; the rest is the same for all rows. */
  explain(row: Float64Array): Float64Array {
    const binned = this.#bins.binsOf(row)
    const contributions = new Float64Array(this.#bins.features)
    this.#meanOf((tree) => tree.explain(binned, contributions, rate))
    return contributions.map((sum) => sum / seeds)
  }

  #meanOf(say: (tree: Tree) => number): number {
    let sum = 0
    for (const forest of this.#forests) for (const tree of forest) sum += say(tree)
    return sum / seeds
  }
}

export function probabilityOf(margin: number): number {
  return 1 / (1 + Math.exp(-margin))
}

function grow(rows: Uint8Array[], labels: ArrayLike<number>, base: number, random: Random): Tree[] {
  const margins = new Float64Array(rows.length).fill(base)
  const gradients = new Float64Array(rows.length)
  const hessians = new Float64Array(rows.length)
  return Array.from({ length: trees }, () => {
    for (let row = 0; row < rows.length; row += 1) {
      const probability = probabilityOf(margins[row]!)
      gradients[row] = probability - labels[row]!
      hessians[row] = probability * (1 - probability)
    }
    const taken = sample(rows.length, rowShare, random)
    const features = sample(rows[0]!.length, columnShare, random)
    const tree = Tree.grow(rows, gradients, hessians, { taken, features, options })
    for (let row = 0; row < rows.length; row += 1)
      margins[row] = margins[row]! + rate * tree.predict(rows[row]!)
    return tree
  })
}

/** A share of the first `count` numbers, at least one, in their order. */
function sample(count: number, share: number, random: Random): Uint32Array {
  const all = Uint32Array.from({ length: count }, (_, index) => index)
  random.shuffle(all)
  return all.slice(0, Math.max(1, Math.round(share * count))).sort()
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < values.length; index += 1) sum += values[index]!
  return sum / values.length
}
