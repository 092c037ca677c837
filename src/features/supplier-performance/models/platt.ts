import { probabilityOf } from './boosting.ts'

const steps = 50

/** Two numbers that turn margins into probabilities that hold (Platt 1999, with the targets of Lin et al. 2007). */
export interface Platt {
  slope: number
  shift: number
}

export const uncalibrated: Platt = { slope: 1, shift: 0 }

/** Fitted by Newton's method on margins of rows that the model has not seen; `labels` are 0 or 1. */
export function fitPlatt(margins: ArrayLike<number>, labels: ArrayLike<number>): Platt {
  const late = Array.from(labels).filter((label) => label === 1).length
  const [high, low] = [(late + 1) / (late + 2), 1 / (labels.length - late + 2)]
  let { slope, shift } = uncalibrated
  for (let step = 0; step < steps; step += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9]
    for (let row = 0; row < margins.length; row += 1) {
      const margin = margins[row]!
      const probability = probabilityOf(slope * margin + shift)
      const miss = probability - (labels[row] === 1 ? high : low)
      const weight = probability * (1 - probability)
      ga += miss * margin
      gb += miss
      haa += weight * margin * margin
      hab += weight * margin
      hbb += weight
    }
    const determinant = haa * hbb - hab * hab
    if (!(determinant > 1e-12)) return { slope, shift }
    const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant]
    slope -= da
    shift -= db
    if (Math.abs(da) + Math.abs(db) < 1e-9) break
  }
  // What would turn the order of the rows around says that there were too few.
  return Number.isFinite(slope) && Number.isFinite(shift) && slope > 0 ? { slope, shift } : uncalibrated
}

export function calibrated({ slope, shift }: Platt, margin: number): number {
  return probabilityOf(slope * margin + shift)
}
