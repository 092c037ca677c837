import { parseArgs } from 'node:util'
import { migrateDatabase } from './launcher/database-steps.ts'
import { root } from './launcher/paths.mjs'
import { seedSampleCompany } from './seed.ts'

// npm run migrate [-- --sample]
// DATABASE_URL is the owner's, and APP_PASSWORD the password that the application's login role gets.

process.chdir(root)
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const { DATABASE_URL: ownerUrl, APP_PASSWORD: appPassword } = process.env
  if (!ownerUrl || !appPassword) {
    console.error('Set DATABASE_URL to the owner’s URL, and APP_PASSWORD to a password for the application.')
    return 2
  }
  try {
    const { values } = parseArgs({ args, options: { sample: { type: 'boolean' } } })
    const appUrl = new URL(await migrateDatabase(ownerUrl, appPassword))
    console.log(`The database is ready. The application signs in as ${appUrl.username}.`)
    const admin = values.sample ? await seedSampleCompany(ownerUrl) : null
    if (admin) console.log(`First admin: ${admin.email}, password ${admin.password} (shown only now).`)
    return 0
  } catch (error) {
    console.error((error as Error).message)
    return 1
  }
}
