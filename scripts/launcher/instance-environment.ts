import { provisionAppLogin } from '#src/lib/db/migrate.ts'
import { type readRunFile, waybillDir } from './paths.mjs'
import { readSecrets } from './secrets.ts'

type Instance = NonNullable<ReturnType<typeof readRunFile>>

/** What the processes of a running instance were started with. */
export async function instanceEnvironment(instance: Instance): Promise<Record<string, string>> {
  const secrets = readSecrets(waybillDir())
  return {
    DATABASE_URL: await provisionAppLogin(instance.pg.url, secrets.appPassword),
    AUTH_SECRET: secrets.authSecret,
    APP_URL: instance.base_url,
    STORAGE_DIR: instance.storage_dir,
    ...(instance.mail_dir === null ? {} : { MAIL_DIR: instance.mail_dir }),
  }
}
