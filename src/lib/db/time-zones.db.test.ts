import { expect, it } from 'vitest'
import { db } from './index.ts'
import { requireTimeZone } from './time-zones.ts'

const check = (name: string) => requireTimeZone(db, name, 'options.time_zone')

it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'asia/kolkata'])(
  'the zone %s, which Node.js and the database know, is taken',
  (name) => expect(check(name)).resolves.toBeUndefined(),
)

it('a zone that Node.js alone knows is refused by name of its path', async () => {
  expect(new Intl.DateTimeFormat('en', { timeZone: 'US/Pacific-New' })).toBeDefined()
  await expect(check('US/Pacific-New')).rejects.toMatchObject({
    code: 'invalid_request',
    details: { errors: [{ path: 'options.time_zone', message: expect.stringContaining('Europe/Berlin') }] },
  })
})
