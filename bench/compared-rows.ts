import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { compareRows } from '#src/features/exports/comparisons/compare-rows.ts'
import { print, readFlags, say } from './table.ts'

const columns = 10

/** How long it takes to tell what changed between two kept sets of rows; needs no database. */
export async function compareBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 3, rows: [1_000_000] })
  const folder = await mkdtemp(join(tmpdir(), 'waybill-compare-'))
  const [beforePath, afterPath] = [join(folder, 'before'), join(folder, 'after')]
  try {
    const table = []
    for (const rows of settings.rows) {
      say(`two times ${rows} rows are made`)
      // In each a hundredth is missing, and a twentieth is not as it was.
      await pipeline(Readable.from(linesOf(rows, 1, 0)), createWriteStream(beforePath))
      await pipeline(Readable.from(linesOf(rows, 2, 20)), createWriteStream(afterPath))
      for (let run = 0; run < settings.runs; run += 1) {
        const stalls = monitorEventLoopDelay({ resolution: 5 })
        stalls.enable()
        const ownMb = process.memoryUsage.rss() / 2 ** 20
        const begun = performance.now()
        const { counts } = await compareRows({ beforePath, afterPath, columns, keyColumns: 1 })
        const { added, removed, changed } = counts
        table.push({
          ...{ rows, added, removed, changed },
          seconds: Math.round(performance.now() - begun) / 1000,
          longest_stall_ms: Math.round(stalls.max / 1e6),
          additional_mb: Math.round(process.resourceUsage().maxRSS / 1024 - ownMb),
        })
      }
    }
    print(table, settings)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** COPY text of a hundred rows at a time; every `changed`th has another amount. */
function* linesOf(rows: number, missing: number, changed: number): Generator<string> {
  for (let start = 0; start < rows; start += 100) {
    const numbers = Array.from({ length: Math.min(100, rows - start) }, (_, index) => start + index)
    yield numbers
      .filter((row) => row % 100 !== missing)
      .map((row) => lineOf(row, changed > 0 && row % changed === 0))
      .join('')
  }
}

function lineOf(row: number, isChanged: boolean): string {
  const id = `01980000-0000-7000-8000-${String(row).padStart(12, '0')}`
  const fields = [id, '2026-01-15 10:00:00+00', `Customer ${row % 9973} GmbH`, `SKU-${row % 5000}`, row % 90]
  return `${[...fields, isChanged ? '17.50' : '16.50', '3.55', 'shipped', 'f', '\\N', id].join('\t')}\n`
}
