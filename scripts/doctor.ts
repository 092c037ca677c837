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
  for (const file of envFiles) if (existsSync(file)) process.loadEnvFile(file)
  const instance = readRunFile()
  const options = optionsOf(args, instance?.base_url)
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`)
    return 2
  }
  if (instance && (options.phase === 'complete' || !process.env.DATABASE_URL))
    Object.assign(process.env, await instanceEnvironment(instance).catch(() => ({})))
  const { phase, isJson, ...installation } = options
  const examination = await examine(phase, { root, variables: process.env, ...installation })
  const report = toReport(phase, examination)
  if (isJson) console.log(JSON.stringify(report, null, 2))
  else print(report, examination)
  await store(report)
  return report.status === 'error' ? 1 : 0
}

/** What was asked for, or what is wrong with it. */
function optionsOf(args: string[], running: string | undefined): Options | string {
  const text = { type: 'string' } as const
  let values: { phase?: string; url?: string; key?: string; json?: boolean }
  try {
    const options = { phase: text, url: text, key: text, json: { type: 'boolean' } } as const
    values = parseArgs({ args, options }).values
  } catch {
    return `"${args.join(' ')}" is not known.`
  }
  const { json = false, key = process.env.WAYBILL_API_KEY } = values
  const phase = phases.find((one) => one === (values.phase ?? 'complete'))
  if (!phase) return `--phase must be one of ${phases.join(', ')}, not "${values.phase}".`
  const url = values.url?.replace(/\/+$/, '') ?? running
  if (url !== undefined && !(URL.canParse(url) && /^https?:/.test(url)))
    return `--url must be an http:// or https:// address, not "${url}".`
  if (phase === 'validate' && url === undefined)
    return '--url is required: no instance is running in this folder.'
  return { phase, isJson: json, url, key: key || undefined }
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
