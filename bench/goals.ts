import type { Measurement } from './measurement.ts'

/** Every bound that is named must hold. */
export interface Bounds {
  /** The most that ours may take of the yardstick's time. */
  ratio?: number
  /** How many times faster than the yardstick it must be. */
  faster?: number
  rssMb?: number
  seconds?: number
}

export interface Goal {
  formats: string[]
  yardstick: string
  /** Fewer rows have no goal: there the start of the processes is most of the time. */
  fromRows: number
  must?: Bounds
  moonshot?: Bounds
}

export type Verdict = 'moonshot' | 'must' | 'MISSED' | '-'

const million = 1_000_000
const file = (must: Bounds, moonshot: Bounds) => ({ must, moonshot })

/** What was promised. Of goals that differ in their rows only, the one with the most rows comes first. */
export const goals: Goal[] = [
  { formats: ['csv'], yardstick: '\\copy csv', fromRows: million, ...file({ ratio: 1.2 }, { ratio: 0.8 }) },
  {
    ...{ formats: ['ndjson', 'json'], yardstick: '\\copy csv', fromRows: million },
    ...file({ ratio: 1.5 }, { ratio: 0.9 }),
  },
  { formats: ['excel'], yardstick: '\\copy csv', fromRows: million, ...file({ ratio: 2 }, { ratio: 0.8 }) },
  ...(
    [
      [million, 10, 20],
      [100_000, 8, 15],
      [10_000, 4, 6],
    ] as const
  ).map(([fromRows, must, moonshot]) => ({
    ...{ formats: ['excel'], yardstick: 'exceljs', fromRows },
    ...file({ faster: must }, { faster: moonshot }),
  })),
  {
    ...{ formats: ['excel'], yardstick: 'libxlsxwriter', fromRows: million },
    ...file({ faster: 4 }, { faster: 9 }),
  },
  {
    ...{ formats: ['excel'], yardstick: 'memory', fromRows: 10_000 },
    ...file({ rssMb: 200 }, { rssMb: 100 }),
  },
  {
    ...{ formats: ['pdf'], yardstick: 'pdfkit', fromRows: 100_000 },
    ...file({ faster: 5, rssMb: 300 }, { faster: 12 }),
  },
  {
    ...{ formats: ['pdf'], yardstick: 'react-pdf naive', fromRows: 1_000 },
    ...file({ faster: 20 }, { faster: 50 }),
  },
  {
    ...{ formats: ['pdf'], yardstick: 'react-pdf pages', fromRows: 10_000 },
    ...file({ faster: 10 }, { faster: 30 }),
  },
  {
    ...{ formats: ['4 x excel'], yardstick: 'exceljs', fromRows: 100_000 },
    ...file({ faster: 8 }, { faster: 12 }),
  },
  {
    ...{ formats: ['4 x excel'], yardstick: 'stall of the API', fromRows: 100_000 },
    moonshot: { seconds: 0.05 },
  },
  {
    ...{ formats: ['4 x excel'], yardstick: 'stall of /sign-in', fromRows: 100_000 },
    moonshot: { seconds: 0.05 },
  },
  {
    ...{
      formats: ['csv', 'ndjson', 'json', 'excel', 'pdf', 'parquet'],
      yardstick: 'bare',
      fromRows: 100_000,
    },
    ...file({ ratio: 1.25 }, { ratio: 1.1 }),
  },
]

/** The goal that speaks of this measurement. */
export function findGoal({ format, yardstick, rows }: Measurement): Goal | undefined {
  return goals.find(
    (goal) => goal.yardstick === yardstick && goal.formats.includes(format) && rows >= goal.fromRows,
  )
}

/** How far the measurement got: the moonshot includes what must be. */
export function verdict(measurement: Measurement, goal = findGoal(measurement)): Verdict {
  if (!goal) return '-'
  if (goal.must && !holds(measurement, goal.must)) return 'MISSED'
  if (goal.moonshot && holds(measurement, goal.moonshot)) return 'moonshot'
  return goal.must ? 'must' : '-'
}

/** The bounds in words. */
export function inWords({ ratio, faster, rssMb, seconds }: Bounds = {}): string {
  const words = [
    ratio !== undefined && `<= ${ratio} x the time`,
    faster !== undefined && `>= ${faster} x faster`,
    rssMb !== undefined && `<= ${rssMb} MB`,
    seconds !== undefined && `< ${seconds * 1000} ms`,
  ]
  return words.filter(Boolean).join(', ') || '-'
}

/** What was not measured holds nothing. */
function holds({ ratio, seconds, rssMb }: Measurement, bounds: Bounds = {}): boolean {
  const isAtMost = (value: number | undefined, most: number | undefined) =>
    most === undefined || (value !== undefined && value <= most)
  return (
    isAtMost(ratio, bounds.ratio) &&
    isAtMost(ratio, bounds.faster && 1 / bounds.faster) &&
    isAtMost(rssMb, bounds.rssMb) &&
    isAtMost(seconds, bounds.seconds)
  )
}
