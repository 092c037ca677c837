/** What one arm has learned: a linear model of its reward, by ridge regression. */
export interface Arm {
  /** The inverse of A = ridge I + sum of x xT, row by row. */
  inverse: Float64Array
  /** b = sum of reward x. */
  sum: Float64Array
  /** How many rewards it has seen. */
  seen: number
}

/** A new arm for contexts of `size` numbers. */
export function createArm(size: number, ridge = 1): Arm {
  const inverse = new Float64Array(size * size)
  for (let i = 0; i < size; i += 1) inverse[i * size + i] = 1 / ridge
  return { inverse, sum: new Float64Array(size), seen: 0 }
}

/**
 * Takes one reward into account. The inverse follows by the formula of Sherman and Morrison (1950):
 * (A + x xT)^-1 = A^-1 - (A^-1 x)(A^-1 x)T / (1 + xT A^-1 x).
 */
export function learn(arm: Arm, x: ArrayLike<number>, reward: number): void {
  const { inverse, sum } = arm
  const size = sum.length
  const ax = new Float64Array(size)
  const spread = multiply(inverse, x, ax)
  const scale = 1 / (1 + spread)
  for (let row = 0; row < size; row += 1) {
    const factor = ax[row]! * scale
    for (let column = 0; column < size; column += 1) inverse[row * size + column]! -= factor * ax[column]!
    sum[row]! += reward * x[row]!
  }
  arm.seen += 1
}

export interface Estimate {
  /** xT A^-1 b: the reward that is expected. */
  mean: number
  /** The square root of xT A^-1 x: how little is known about contexts like this. */
  spread: number
}

export function estimate({ inverse, sum }: Arm, x: ArrayLike<number>): Estimate {
  const ax = new Float64Array(sum.length)
  const squared = multiply(inverse, x, ax)
  let mean = 0
  for (let i = 0; i < ax.length; i += 1) mean += ax[i]! * sum[i]!
  return { mean, spread: Math.sqrt(Math.max(0, squared)) }
}

/** What each number of a context adds to the expected reward. */
export function contributions({ inverse, sum }: Arm, x: ArrayLike<number>): Float64Array {
  const weights = new Float64Array(sum.length)
  multiply(inverse, sum, weights)
  return weights.map((weight, index) => weight * x[index]!)
}

/** product = matrix x for a symmetric matrix; returns xT matrix x. */
function multiply(matrix: Float64Array, x: ArrayLike<number>, product: Float64Array): number {
  const size = product.length
  let squared = 0
  for (let row = 0; row < size; row += 1) {
    let value = 0
    for (let column = 0; column < size; column += 1) value += matrix[row * size + column]! * x[column]!
    product[row] = value
    squared += value * x[row]!
  }
  return squared
}
