import { describe, expect, it } from 'vitest'
import { databaseConfig } from './config.ts'

const url = 'postgresql://me:secret@db.example:5433/shop'
const parts = { host: 'db.example', database: 'shop', username: 'me', password: 'secret' }

describe('where the database is', () => {
  it('is said by a URL with limits of the pool', () => {
    const pool = { max: 3, idleTimeoutMillis: 5, connectionTimeoutMillis: 7 }
    expect(databaseConfig.parse({ connectionString: url, ssl: true, pool })).toMatchObject({
      ...{ connectionString: url, ssl: true, ...pool },
    })
  })

  it('is said by its parts, which come out under the names that pg knows', () => {
    const given = { ...parts, port: 5433, poolSize: 3, idleTimeout: 5, connectionTimeout: 7 }
    const { password } = parts
    expect(databaseConfig.parse({ ...given, ssl: { ca: 'pem' } })).toMatchObject({
      ...{ host: 'db.example', port: 5433, database: 'shop', user: 'me', password },
      ...{ max: 3, idleTimeoutMillis: 5, connectionTimeoutMillis: 7 },
      ssl: { ca: 'pem', rejectUnauthorized: true },
    })
  })

  it('has limits by default that show a lost database in two seconds', () => {
    for (const given of [{ connectionString: url }, parts]) {
      const { max, connectionTimeoutMillis, keepAlive } = databaseConfig.parse(given)
      expect(max).toBe(10)
      expect(connectionTimeoutMillis).toBeLessThan(2_000)
      expect(keepAlive).toBe(true)
    }
    expect(databaseConfig.parse(parts)).toMatchObject({ port: 5432 })
  })

  it.each([
    ['nothing', {}],
    ['an empty URL', { connectionString: '' }],
    ['a part that is missing', { host: 'x', database: 'y', username: 'z' }],
    ['an unknown key', { ...parts, user: 'me' }],
    ['an unknown key beside a URL', { connectionString: url, max: 3 }],
    ['a port that is none', { ...parts, port: 70_000 }],
    ['a pool without connections', { connectionString: url, pool: { max: 0 } }],
  ])('is not said by %s', (_, given) => {
    expect(databaseConfig.safeParse(given).success).toBe(false)
  })
})
