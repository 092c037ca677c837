import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { phases, type Report } from '#src/features/system/deployment/schema.ts'
import { envFiles } from './doctor/environment.ts'
import { type Examination, examine, toReport } from './doctor/examination.ts'
import { instanceEnvironment } from './launcher/instance-environment.ts'
import { readRunFile, root } from './launcher/paths.mjs'

// npm run --silent doctor -- [--phase build|deploy|validate] [--json] [--url URL] [--key KEY]
// Ends with 0 without errors, 1 with errors, 2 when it was called wrongly.

const usage = `Usage: npm run --silent doctor -- [--phase build|deploy|validate] [--json] [--url URL] [--key KEY]

Without --phase it checks everything that is there: the code, the settings, the database and the running instance.
--url is the address of a deployed Waybill; with an API key (--key or WAYBILL_API_KEY) it also makes one export there.`

interface Options {
  phase: Report['phase']
  isJson: boolean
  url?: string
  key?: string
}

process.chdir(root)
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const options = optionsOf(args)
  if (!options) {
    console.error(usage)
    return 2
  }
  for (const file of envFiles) if (existsSync(file)) process.loadEnvFile(file)
  const instance = readRunFile()
  if (instance && !process.env.DATABASE_URL)
    Object.assign(process.env, await instanceEnvironment(instance).catch(() => ({})))
  const { phase, url = instance?.base_url, key } = options
  const examination = await examine(phase, { root, variables: process.env, url, key })
  const report = toReport(phase, examination)
  if (options.isJson) console.log(JSON.stringify(report, null, 2))
  else print(report, examination)
  await store(report)
  return report.status === 'error' ? 1 : 0
}

function optionsOf(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args,
      options: { phase: text, url: text, key: text, json: { type: 'boolean' } },
    })
    const phase = phases.find((one) => one === (values.phase ?? 'complete'))
    if (!phase || (values.url !== undefined && !/^https?:/.test(values.url)) || !isUrl(values.url))
      return undefined
    if (phase === 'validate' && !values.url && !readRunFile()) return undefined
    const key = values.key ?? process.env.WAYBILL_API_KEY
    return {
      phase,
      isJson: values.json ?? false,
      url: values.url?.replace(/\/+$/, ''),
      key: key || undefined,
    }
  } catch {
    return undefined
  }
}

function isUrl(given: string | undefined): boolean {
  return given === undefined || URL.canParse(given)
}

function print({ phase, timestamp }: Report, { found, skipped }: Examination): void {
  for (const { file, line, message, suggestion, isWarning } of found) {
    console.log(`${isWarning ? 'warning' : 'error'}  ${file}:${line}`)
    console.log(`  ${message}\n  ${suggestion}\n`)
  }
  for (const check of skipped) console.log(`Not checked: ${check}`)
  const warnings = found.filter(({ isWarning }) => isWarning).length
  const counts = [count(found.length - warnings, 'error'), count(warnings, 'warning')]
  console.log(`Doctor (${phase}) at ${timestamp}: ${counts.join(', ')}.`)
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** For the console's Deployment page. A build often has no database to keep it in, which is no fault. */
async function store(report: Report): Promise<void> {
  if (!process.env.DATABASE_URL) return
  const { closeDatabase, initializeDatabase } = await import('#src/lib/db/index.ts')
  try {
    const { saveReport } = await import('#src/features/system/deployment/service.ts')
    // Variables that are wrong are no reason to lose the report that says so.
    initializeDatabase({ connectionString: process.env.DATABASE_URL })
    await saveReport(report)
  } catch (error) {
    console.error(`The report was not stored: ${(error as Error).message.split('\n')[0]}`)
  } finally {
    await closeDatabase()
  }
}
