import { findGoal, inWords, verdict } from './goals.ts'
import type { Measurement } from './measurement.ts'

/** The line that `--json` prints. */
export function jsonLine(measurement: Measurement) {
  const { format, rows, yardstick, ratio, busyRatio, seconds, cpuSeconds, rssMb } = measurement
  return {
    ...{ format, rows, yardstick },
    ratio: rounded(ratio, 3),
    busy_ratio: rounded(busyRatio, 3),
    seconds: rounded(seconds, 3),
    cpu_seconds: rounded(cpuSeconds, 2),
    rss_mb: rounded(rssMb, 0),
  }
}

/** The same for people, with the goal and whether it was reached. */
export function tableLine(measurement: Measurement) {
  const { format, rows, yardstick, ratio, busyRatio, seconds, cpuSeconds, rssMb } = measurement
  const { yardstickSeconds, yardstickCpuSeconds, yardstickRssMb } = measurement
  const goal = findGoal(measurement)
  return {
    ...{ format, rows, yardstick },
    'time ours / yardstick': rounded(ratio, 3),
    'times faster': ratio === undefined ? null : rounded(1 / ratio, 1),
    'times faster, one core busy': busyRatio === undefined ? null : rounded(1 / busyRatio, 1),
    seconds: rounded(seconds, 3),
    'cpu s': rounded(cpuSeconds, 2),
    'yardstick s': rounded(yardstickSeconds, 3),
    'yardstick cpu s': rounded(yardstickCpuSeconds, 2),
    rss_mb: rounded(rssMb, 0),
    'yardstick mb': rounded(yardstickRssMb, 0),
    must: inWords(goal?.must),
    moonshot: inWords(goal?.moonshot),
    reached: verdict(measurement, goal),
  }
}

function rounded(value: number | undefined, digits: number): number | null {
  return value === undefined ? null : Number(value.toFixed(digits))
}
