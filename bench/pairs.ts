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

type Times = Pick<Measurement, 'ratio' | 'seconds' | 'rssMb' | 'yardstickSeconds' | 'yardstickRssMb'>

/**
 * Runs both in pairs that change places, so that whatever else the machine does meets both. Throws when one of them ends badly or with another number of rows.
 */
export async function measurePairs(ours: Candidate, yardstick: Candidate, pairing: Pairing): Promise<Times> {
  const pairs: { ours: Ran; theirs: Ran }[] = []
  for (let run = 0; run < pairing.runs; run += 1) {
    const first = run % 2 === 0 ? ours : yardstick
    const one = await runCandidate(first, pairing)
    const other = await runCandidate(first === ours ? yardstick : ours, pairing)
    pairs.push(first === ours ? { ours: one, theirs: other } : { ours: other, theirs: one })
  }
  return {
    ratio: median(pairs.map((pair) => pair.ours.seconds / pair.theirs.seconds)),
    seconds: median(pairs.map((pair) => pair.ours.seconds)),
    rssMb: Math.max(...pairs.map((pair) => pair.ours.rssMb)),
    yardstickSeconds: median(pairs.map((pair) => pair.theirs.seconds)),
    yardstickRssMb: Math.max(...pairs.map((pair) => pair.theirs.rssMb)),
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
