import type { Report } from '#src/features/system/deployment/schema.ts'
import { checkConfiguration } from './configuration.ts'
import { checkEnvironment, environmentOf } from './environment.ts'
import type { Diagnosis } from './finding.ts'

export interface Patient {
  root: string
  variables: Record<string, string | undefined>
  /** Where it is deployed. */
  url?: string
  /** An API key of it, for a round trip. */
  key?: string
}

export interface Examination {
  /** Errors first. */
  found: Diagnosis[]
  /** Checks that could not be made, each with what they need. */
  skipped: string[]
}

/** Looks at everything that belongs to a phase; each part loads only what it needs. */
export async function examine(phase: Report['phase'], patient: Patient): Promise<Examination> {
  const parts: Promise<Examination>[] = []
  if (phase === 'build' || phase === 'complete') parts.push(examineSource(patient))
  if (phase !== 'validate') parts.push(examineSettings(phase, patient))
  if (phase === 'deploy' || phase === 'complete') parts.push(examineDatabase(phase, patient))
  if (phase === 'validate' || phase === 'complete') parts.push(examineInstallation(patient))
  const done = await Promise.all(parts)
  const found = done.flatMap((one) => one.found)
  return {
    found: found.sort((a, b) => Number(a.isWarning ?? false) - Number(b.isWarning ?? false)),
    skipped: done.flatMap((one) => one.skipped),
  }
}

async function examineSource({ root }: Patient): Promise<Examination> {
  const { readSource } = await import('./source/source.ts')
  const { checkImports } = await import('./source/imports.ts')
  const { checkSqlText } = await import('./source/sql-text.ts')
  const source = readSource(root)
  return { found: [...checkImports(source), ...checkSqlText(source)], skipped: [] }
}

async function examineSettings(phase: Report['phase'], { root, variables }: Patient): Promise<Examination> {
  const environment = environmentOf(variables)
  const needed = phase === 'deploy' && environment === 'local' ? 'server' : environment
  const found = [...checkConfiguration(root, process.version), ...checkEnvironment(root, needed, variables)]
  return { found, skipped: [] }
}

async function examineDatabase(phase: Report['phase'], { root, variables }: Patient): Promise<Examination> {
  const url = variables.DATABASE_URL
  // A URL that is missing or malformed is a finding of the settings.
  if (!url || !URL.canParse(url))
    return { found: [], skipped: phase === 'deploy' ? [] : ['the database: set DATABASE_URL'] }
  const { checkDatabase } = await import('./live/database.ts')
  return { found: await checkDatabase(root, url), skipped: [] }
}

async function examineInstallation({ url, key }: Patient): Promise<Examination> {
  if (!url) return { found: [], skipped: ['the installation: name its address with --url'] }
  const { probe } = await import('./live/probes.ts')
  const found = await probe(url)
  if (found.some(({ isWarning }) => !isWarning)) return { found, skipped: [] }
  if (!key) return { found, skipped: ['a round trip: give it an API key as WAYBILL_API_KEY'] }
  const { checkRoundTrip } = await import('./live/round-trip.ts')
  return { found: [...found, ...(await checkRoundTrip(url, key))], skipped: [] }
}

/** The report that is printed, stored and shown. */
export function toReport(phase: Report['phase'], { found }: Examination): Report {
  const isWrong = found.some(({ isWarning }) => !isWarning)
  return {
    phase,
    status: isWrong ? 'error' : found.length > 0 ? 'warning' : 'success',
    errors: found.map(({ type, file, line, message, suggestion }) => ({
      type,
      file,
      line,
      message,
      suggestion,
    })),
    timestamp: new Date().toISOString(),
  }
}
