import { pathToFileURL } from 'node:url'
import { Refusal } from '../src/lib/db/embedded/start-error.mjs'
import { bundle, workerBundle } from './build-worker.ts'
import { instanceEnvironment } from './launcher/instance-environment.ts'
import { readRunFile, root } from './launcher/paths.mjs'
import { workerName } from './launcher/settings.ts'

// One worker process more, in the foreground. With DATABASE_URL (the application role's) the
// environment is complete; else it joins the instance that runs in this folder.
process.chdir(root)
try {
  if (!process.env.DATABASE_URL) Object.assign(process.env, await environmentOfInstance())
  const { NODE_ENV = 'production', WORKER_NAME = workerName(process.pid) } = process.env
  Object.assign(process.env, { NODE_ENV, WORKER_NAME })
  await bundle()
  await import(pathToFileURL(workerBundle).href)
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error)
  process.exitCode = 1
}

async function environmentOfInstance(): Promise<Record<string, string>> {
  const instance = readRunFile()
  if (!instance) {
    throw new Refusal(
      'There is no instance in this folder to add a worker to: run npm start, or set DATABASE_URL.',
    )
  }
  if (instance.mail_dir === null && !process.env.SMTP_URL) {
    throw new Refusal('The running instance sends mail by SMTP: give this worker the same SMTP_URL.')
  }
  return instanceEnvironment(instance)
}
