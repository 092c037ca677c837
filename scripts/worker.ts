import { pathToFileURL } from 'node:url'
import { provisionAppLogin } from '#src/lib/db/migrate.ts'
import { bundle, workerBundle } from './build-worker.ts'
import { readRunFile, root, waybillDir } from './launcher/place.mjs'
import { Refusal } from './launcher/refusal.mjs'
import { readSecrets } from './launcher/secrets.ts'
import { workerName } from './launcher/settings.ts'

// One worker process more, in the foreground. With DATABASE_URL (the application role's) the
// environment is complete; else it joins the instance that runs in this folder.
process.chdir(root)
try {
  if (!process.env.DATABASE_URL) Object.assign(process.env, await instanceEnvironment())
  const { NODE_ENV = 'production', WORKER_NAME = workerName(process.pid) } = process.env
  Object.assign(process.env, { NODE_ENV, WORKER_NAME })
  await bundle()
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(workerBundle).href)
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error)
  process.exitCode = 1
}

async function instanceEnvironment(): Promise<Record<string, string>> {
  const instance = readRunFile()
  if (!instance) {
    throw new Refusal(
      'There is no instance in this folder to add a worker to: run npm start, or set DATABASE_URL.',
    )
  }
  demandShared(
    'S3_BUCKET',
    instance.storage_dir,
    'keeps files in S3: give this worker the same S3_* variables',
  )
  demandShared('SMTP_URL', instance.mail_dir, 'sends mail by SMTP: give this worker the same SMTP_URL')
  const secrets = readSecrets(waybillDir())
  return {
    DATABASE_URL: await provisionAppLogin(instance.pg.url, secrets.appPassword),
    AUTH_SECRET: secrets.authSecret,
    APP_URL: instance.base_url,
    ...(instance.storage_dir === null ? {} : { STORAGE_DIR: instance.storage_dir }),
    ...(instance.mail_dir === null ? {} : { MAIL_DIR: instance.mail_dir }),
  }
}

/** A file or mail of this worker must land where the instance's own do. */
function demandShared(variable: string, folder: string | null, problem: string): void {
  if (folder === null && !process.env[variable]) throw new Refusal(`The running instance ${problem}.`)
}
