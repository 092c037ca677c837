import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Measurement } from './measurement.ts'
import { type Command, type Ran, runProcess } from './process-tree.ts'
import { median } from './table.ts'

/** A program that makes a file out of that many rows. */
export interface Candidate {
  name: string
  rows: number
  command: (outputPath: string) => Command
}

export interface Pairing {
  folder: string
  runs: number
  /** Where the database is. */
  variables: Record<string, string>
}

type Times = Pick<
  Measurement,
  | 'ratio'
  | 'busyRatio'
  | 'seconds'
  | 'cpuSeconds'
  | 'rssMb'
  | 'yardstickSeconds'
  | 'yardstickCpuSeconds'
  | 'yardstickRssMb'
>

/** Larger files take too long to be measured twice. */
const maxBusyRows = 10_000

/**
 * Runs both in pairs that change places, so that whatever else the machine does meets both. Throws when one of them ends badly or with another number of rows.
 */
export async function measurePairs(ours: Candidate, yardstick: Candidate, pairing: Pairing): Promise<Times> {
  const pairs = await runPairs(ours, yardstick, pairing, pairing.runs)
  const all = (of: (pair: Pair) => number) => pairs.map(of)
  return {
    ratio: ratioOf(pairs),
    ...(ours.rows <= maxBusyRows ? { busyRatio: await busyRatio(ours, yardstick, pairing) } : {}),
    seconds: median(all(({ ours }) => ours.seconds)),
    cpuSeconds: median(all(({ ours }) => ours.cpuSeconds)),
    rssMb: Math.max(...all(({ ours }) => ours.rssMb)),
    yardstickSeconds: median(all(({ theirs }) => theirs.seconds)),
    yardstickCpuSeconds: median(all(({ theirs }) => theirs.cpuSeconds)),
    yardstickRssMb: Math.max(...all(({ theirs }) => theirs.rssMb)),
  }
}

interface Pair {
  ours: Ran
  theirs: Ran
}

function ratioOf(pairs: Pair[]): number {
  return median(pairs.map(({ ours, theirs }) => ours.seconds / theirs.seconds))
}

async function runPairs(
  ours: Candidate,
  yardstick: Candidate,
  pairing: Pairing,
  runs: number,
): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let run = 0; run < runs; run += 1) {
    const first = run % 2 === 0 ? ours : yardstick
    const one = await runCandidate(first, pairing)
    const other = await runCandidate(first === ours ? yardstick : ours, pairing)
    pairs.push(first === ours ? { ours: one, theirs: other } : { ours: other, theirs: one })
  }
  return pairs
}

/** Half as many pairs, while a loop without an end takes a core. */
async function busyRatio(ours: Candidate, yardstick: Candidate, pairing: Pairing): Promise<number> {
  const loop = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
  try {
    return ratioOf(await runPairs(ours, yardstick, pairing, Math.ceil(pairing.runs / 2)))
  } finally {
    loop.kill('SIGKILL')
  }
}

/** One run of a program; its file is gone afterwards. */
export async function runCandidate(
  { name, rows, command }: Candidate,
  { folder, variables }: Pairing,
): Promise<Ran> {
  const outputPath = join(folder, 'file')
  try {
    const { file, args, env } = command(outputPath)
    const ran = await runProcess({ file, args, env: { ...variables, ...env } })
    const counted = Number(/(\d+)\s*$/.exec(ran.stdout)?.[1])
    if (counted !== rows) throw new Error(`it wrote ${counted} rows of ${rows}`)
    return ran
  } catch (error) {
    throw new Error(`${name}, ${rows} rows: ${(error as Error).message}`, { cause: error })
  } finally {
    for (const suffix of ['', 1, 2, 3]) await rm(`${outputPath}${suffix}`, { force: true })
    await rm(join(folder, 'spool'), { force: true })
  }
}
