import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFormat, formats } from '#src/encoding/formats.ts'
import type { Format } from '#src/encoding/rows/format.ts'
import startStack, { readStack, type Stack } from '../tests/e2e/stack.ts'
import { compare, comparisonsOf } from './comparisons.ts'
import { measureFourAtOnce } from './four-at-once.ts'
import type { Measurement } from './measurement.ts'
import { bundlePrograms } from './programs.ts'
import { jsonLine, tableLine } from './report.ts'
import { measureSystem } from './running-system.ts'
import { connectionVariables, createSource } from './source-table.ts'
import { print, readFlags, type Settings, say } from './table.ts'
import { findTools } from './yardstick-tools.ts'
import { type Yardstick, yardsticksOf } from './yardsticks.ts'

/** Collects what was measured, and goes on when one measurement fails. */
class Results {
  readonly measurements: Measurement[] = []
  readonly failures: string[] = []
  /** Why, by yardstick. */
  readonly missing = new Map<string, string>()

  async add(name: string, measure: () => Promise<Measurement | Measurement[] | undefined>): Promise<void> {
    try {
      this.measurements.push(...[(await measure()) ?? []].flat())
    } catch (error) {
      this.failures.push(`${name}: ${(error as Error).message}`)
      say(`FAILED ${this.failures.at(-1)}`)
    }
  }
}

/**
 * Exports of a table of known rows beside other programs that write the same, then through the running
 * system. Leaves exit code 1 when a run failed, and says which.
 */
export async function exportsBench(flags: string[]): Promise<void> {
  const settings = readFlags(flags, { runs: 5, rows: [10_000, 100_000, 1_000_000] })
  const chosen = chooseFormats(settings.formats)
  // All four of the four at once are one company's.
  process.env.TENANT_CONCURRENCY ??= '4'
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'))
  const stop = await startStack()
  const results = new Results()
  try {
    const yardsticks = await measureFiles(readStack(), chosen, settings, folder, results)
    await measureRunning(readStack(), chosen, settings, folder, yardsticks, results)
  } finally {
    await stop?.()
    await rm(folder, { recursive: true, force: true })
  }
  report(results, settings)
}

function chooseFormats(names: string[] | undefined): Format[] {
  if (!names) return formats
  return names.map((name) => {
    const format = findFormat(name)
    if (!format)
      throw new Error(`no format is called ${name}; there are ${formats.map(({ key }) => key).join(', ')}`)
    return format
  })
}

/** Whole processes, from PostgreSQL to a file. */
async function measureFiles(
  stack: Stack,
  chosen: Format[],
  settings: Settings,
  folder: string,
  results: Results,
): Promise<Map<string, Yardstick>> {
  const most = Math.max(...settings.rows)
  say(`making the table of ${most} rows`)
  const variables = connectionVariables(await createSource(stack.ownerUrl, most))
  const program = await bundlePrograms()
  const yardsticks = yardsticksOf(findTools(folder, variables))
  const bench = { folder, runs: settings.runs, variables, program, yardsticks }
  for (const format of chosen) {
    for (const comparison of comparisonsOf(format, settings.rows)) {
      const name = `${format.key} against ${comparison.yardstick}, ${comparison.rows} rows`
      const missing = yardsticks.get(comparison.yardstick)?.missing
      if (missing !== undefined) results.missing.set(comparison.yardstick, missing)
      await results.add(name, () => compare(format, comparison, bench))
    }
  }
  const excel = results.measurements.filter(({ format }) => format === 'excel')
  const largest = excel.filter(({ rows }) => rows === Math.max(...excel.map((one) => one.rows)))
  for (const { format, rows } of largest.slice(0, 1)) {
    const rssMb = Math.max(...excel.map((one) => one.rssMb ?? 0))
    results.measurements.push({ format, rows, yardstick: 'memory', rssMb })
  }
  return yardsticks
}

async function measureRunning(
  stack: Stack,
  chosen: Format[],
  settings: Settings,
  folder: string,
  yardsticks: Map<string, Yardstick>,
  results: Results,
): Promise<void> {
  const { runs } = settings
  for (const rows of settings.rows) {
    await results.add(`running system, ${rows} rows`, () => measureSystem(stack, chosen, { rows, runs }))
  }
  const four = ['excel', 'csv'].find((key) => chosen.some((format) => format.key === key))
  if (!four) return
  const exceljs = yardsticks.get('exceljs')
  if (exceljs?.missing !== undefined) results.missing.set('exceljs', exceljs.missing)
  const rows = Math.min(100_000, Math.max(...settings.rows))
  await results.add('four at once', () => measureFourAtOnce(stack, four, rows, exceljs, { folder, runs }))
}

function report({ measurements, missing, failures }: Results, settings: Settings): void {
  print(settings.json ? measurements.map(jsonLine) : measurements.map(tableLine), settings)
  const line = settings.json ? console.error : console.log
  for (const [yardstick, why] of missing) line(`Not measured: ${yardstick}: ${why}.`)
  for (const failure of failures) console.error(`Failed: ${failure}`)
  if (failures.length > 0) process.exitCode = 1
}
