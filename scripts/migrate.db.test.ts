import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { checkDatabase } from './doctor/live/database.ts'
import { root } from './launcher/paths.mjs'

const migrate = (variables: Record<string, string>) =>
  promisify(execFile)(process.execPath, ['scripts/migrate.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...variables },
  })

it('npm run migrate makes the role of the application, with which the doctor finds nothing wrong', async () => {
  const url = new URL(process.env.DATABASE_URL!)
  const { stdout } = await migrate({ DATABASE_URL: process.env.OWNER_URL!, APP_PASSWORD: url.password })
  expect(stdout).toBe(`The database is ready. The application signs in as ${url.username}.\n`)
  expect(await checkDatabase(root, url.toString())).toEqual([])
})

it('says what is missing', async () => {
  await expect(migrate({ APP_PASSWORD: 'x' })).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Set DATABASE_URL'),
  })
})
