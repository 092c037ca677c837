import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { parseEnv } from '#src/lib/env.ts'
import { Refusal } from '../../src/lib/db/embedded/start-error.mjs'
import { bindAddress, portFrom, root, waybillDir } from './paths.mjs'
import { readSecrets } from './secrets.ts'

export type Settings = ReturnType<typeof readSettings>

/** What this start is about, from the environment; throws Refusal naming every problem. */
export function readSettings(isDev: boolean) {
  const dir = waybillDir()
  const port = portFrom('PORT') ?? 3000
  const settings = {
    isDev,
    dir,
    port,
    workers: workerCount(),
    postgresPort: portFrom('WAYBILL_PG_PORT'),
    postgresDir: join(dir, 'postgres'),
    logDir: join(dir, 'logs'),
    runFile: join(dir, 'run.json'),
    appUrl: process.env.APP_URL || `http://localhost:${port}`,
    /** Where the web process answers on this machine, whatever its public name is. */
    localUrl: `http://${bindAddress() === '0.0.0.0' ? '127.0.0.1' : bindAddress()}:${port}`,
    /** The owner's connection string where PostgreSQL is the user's own. */
    databaseUrl: process.env.DATABASE_URL || undefined,
    storageDir: resolve(root, process.env.STORAGE_DIR || join(dir, 'storage')),
    mailDir: process.env.SMTP_URL ? null : resolve(root, process.env.MAIL_DIR || join(dir, 'mail')),
    secrets: readSecrets(dir),
  }
  checkEnvironment(settings)
  return settings
}

/** The environment of the web process and of the workers; `databaseUrl` is the application role's. */
export function childEnvironment(settings: Settings, databaseUrl: string): NodeJS.ProcessEnv {
  const { appUrl, secrets, storageDir, mailDir } = settings
  return {
    // Who starts everything on one machine may have their own database there too.
    SOURCE_LOOPBACK: 'true',
    ...process.env,
    NODE_ENV: settings.isDev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(settings.port),
    HOSTNAME: bindAddress(),
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: secrets.authSecret,
    NEXTAUTH_SECRET: secrets.authSecret,
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    STORAGE_DIR: storageDir,
    ...(mailDir === null ? {} : { MAIL_DIR: mailDir }),
  }
}

/** Workers on one machine differ by name. */
export function workerName(suffix: string | number): string {
  return `${process.env.WORKER_NAME || hostname()}-${suffix}`
}

function workerCount(): number {
  const workers = Number(process.env.WORKERS || 1)
  if (Number.isInteger(workers) && workers >= 0) return workers
  throw new Refusal(`WORKERS must be a number of processes, not "${process.env.WORKERS}".`)
}

function checkEnvironment(settings: Settings): void {
  try {
    parseEnv(childEnvironment(settings, settings.databaseUrl ?? 'postgresql://127.0.0.1/waybill'))
  } catch (error) {
    throw new Refusal((error as Error).message)
  }
}
