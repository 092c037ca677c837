import { EventEmitter } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenByPooler } from '#src/lib/db/pooler-check.ts'
import { root } from '../../launcher/paths.mjs'
import { checkDatabase } from './database.ts'

const url = process.env.DATABASE_URL!
const tree = mkdtempSync(join(tmpdir(), 'waybill-doctor-'))
const late = '9999_late.sql'
const declared = { type: 'database', file: 'src/lib/env.ts', line: 1 }

beforeAll(() => {
  cpSync(join(root, 'drizzle'), join(tree, 'drizzle'), { recursive: true })
  mkdirSync(join(tree, 'src/lib'), { recursive: true })
  writeFileSync(join(tree, 'src/lib/env.ts'), '  DATABASE_URL: z.url(),\n')
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

function changed(change: Partial<URL>): string {
  return Object.assign(new URL(url), change).toString()
}

describe('the doctor, looking at a database', () => {
  it('finds nothing in one that is migrated and opened with the role of the application', async () => {
    expect(await checkDatabase(root, url)).toEqual([])
  })

  it('says which migration is missing, and which extension', async () => {
    writeFileSync(join(tree, 'drizzle', late), '-- later\ncreate extension if not exists pg_nothing;\n')
    expect(await checkDatabase(tree, url)).toEqual([
      {
        ...{ type: 'database', file: `drizzle/${late}`, line: 1 },
        message: 'The migration 9999_late.sql is not applied.',
        suggestion: 'Run npm run migrate as the owner of the database before the new version starts.',
      },
      {
        ...{ type: 'database', file: `drizzle/${late}`, line: 2 },
        message: 'The extension pg_nothing is missing.',
        suggestion: 'Run create extension pg_nothing in the database as its owner.',
      },
    ])
  })

  it('refuses the owner, whom no policy binds', async () => {
    expect(await checkDatabase(root, process.env.OWNER_URL!)).toMatchObject([
      {
        message: expect.stringContaining('owns tables'),
        suggestion: 'Use the login role that the migrate step makes for the application.',
      },
    ])
  })

  it('finds a database that was never filled', async () => {
    const empty = changed({ pathname: '/template1' })
    const found = await checkDatabase(tree, empty)
    expect(found[0]).toMatchObject({ ...declared, message: 'The database has no Waybill tables.' })
    expect(found.map(({ message }) => message)).toContain('The extension pg_trgm is missing.')
  })

  it.each([
    ['a wrong password', { password: 'wrong' }, 'Correct the user and the password in DATABASE_URL.'],
    ['no such database', { pathname: '/nowhere' }, 'Create it, or correct the name in DATABASE_URL.'],
    ['no such host', { hostname: 'nowhere.invalid' }, 'Correct the host in DATABASE_URL.'],
  ])('names %s', async (_, change, suggestion) => {
    expect(await checkDatabase(tree, changed(change))).toMatchObject([{ ...declared, suggestion }])
  })

  it('names a server that is not there', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    await new Promise((resolve) => server.close(resolve))
    const gone = changed({ port: String(port) })
    expect(await checkDatabase(tree, gone)).toMatchObject([
      { message: expect.stringContaining('ECONNREFUSED'), suggestion: expect.stringContaining('Start it') },
    ])
  })
})

describe('a pooler', () => {
  const connect = async (options: pg.ClientConfig = {}) => {
    const client = new pg.Client({ connectionString: url, ...options })
    await client.connect()
    return client
  }

  it('in session mode, or none at all, breaks nothing', async () => {
    expect(await brokenByPooler(() => connect())).toBeUndefined()
  })

  it('that gives both clients one session breaks session locks', async () => {
    const session = await connect()
    const facade = {
      query: session.query.bind(session),
      on: session.on.bind(session),
      once: session.once.bind(session),
      end: async () => {},
    }
    expect(await brokenByPooler(async () => facade as unknown as pg.Client)).toBe('session locks')
    await session.end()
  })

  it('that keeps notifications to itself breaks LISTEN', async () => {
    const deaf = async () => {
      const client = await connect()
      const rest = { query: client.query.bind(client), end: () => client.end() }
      return Object.assign(new EventEmitter(), rest) as unknown as pg.Client
    }
    expect(await brokenByPooler(deaf)).toBe('LISTEN')
  })
})
