import { probabilityOf } from './boosting.ts'

const steps = 50

/** Two numbers that turn margins into probabilities that hold (Platt 1999, with the targets of Lin et al. 2007). */
export interface Platt {
  slope: number
  shift: number
}

export const uncalibrated: Platt = { slope: 1, shift: 0 }

/**
 * Fitted by Newton's method on margins of rows that the model has not seen; `labels` are 0 or 1. A step that would make
 * the fit worse is halved: where margins tell the labels apart by themselves, a whole one leads far away.
 */
export function fitPlatt(margins: ArrayLike<number>, labels: ArrayLike<number>): Platt {
  const late = Array.from(labels).filter((label) => label === 1).length
  const targets = Array.from(labels, (label) =>
    label === 1 ? (late + 1) / (late + 2) : 1 / (labels.length - late + 2),
  )
  let found = uncalibrated
  let loss = lossOf(found, margins, targets)
  for (let step = 0; step < steps; step += 1) {
    const [slope, shift] = newtonStep(found, margins, targets)
    let size = 1
    let next = found
    let nextLoss = Number.POSITIVE_INFINITY
    for (; size > 1e-10 && !(nextLoss < loss); size /= 2) {
      next = { slope: found.slope - size * slope, shift: found.shift - size * shift }
      nextLoss = lossOf(next, margins, targets)
    }
    if (!(nextLoss < loss)) break
    const change = loss - nextLoss
    ;[found, loss] = [next, nextLoss]
    if (change < 1e-12) break
  }
  // What would turn the order of the rows around says that there were too few.
  return found.slope > 0 ? found : uncalibrated
}

/** What is to be taken off slope and shift; a small ridge keeps it finite where all margins are alike. */
function newtonStep(
  { slope, shift }: Platt,
  margins: ArrayLike<number>,
  targets: number[],
): [slope: number, shift: number] {
  let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9]
  for (let row = 0; row < margins.length; row += 1) {
    const margin = margins[row]!
    const probability = probabilityOf(slope * margin + shift)
    const miss = probability - targets[row]!
    const weight = probability * (1 - probability)
    ga += miss * margin
    gb += miss
    haa += weight * margin * margin
    hab += weight * margin
    hbb += weight
  }
  const determinant = haa * hbb - hab * hab
  return [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant]
}

/** The negative logarithm of the likelihood, computed without overflow. */
function lossOf({ slope, shift }: Platt, margins: ArrayLike<number>, targets: number[]): number {
  let sum = 0
  for (let row = 0; row < margins.length; row += 1) {
    const margin = slope * margins[row]! + shift
    sum += (1 - targets[row]!) * margin + Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin)
  }
  return sum
}

export function calibrated({ slope, shift }: Platt, margin: number): number {
  return probabilityOf(slope * margin + shift)
}
