import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../launcher/paths.mjs'
import { checkConfiguration } from './configuration.ts'
import { checkEnvironment, type Environment } from './environment.ts'

const tree = mkdtempSync(join(tmpdir(), 'waybill-doctor-'))
beforeAll(() => {
  for (const name of [
    'package.json',
    'tsconfig.json',
    'amplify.yml',
    'scripts',
    'bench/run.ts',
    'src/lib/env.ts',
  ])
    cpSync(join(root, name), join(tree, name), { recursive: true })
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

/** The line that a text stands in. */
function lineIn(file: string, text: string): number {
  return (
    readFileSync(join(tree, file), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  )
}

describe('package.json, tsconfig.json and amplify.yml', () => {
  it('of this project are right', () => {
    expect(checkConfiguration(tree, 'v22.18.0')).toEqual([])
    expect(checkConfiguration(root, process.version)).toEqual([])
  })

  it.each<[file: string, from: string, to: string, at: string, suggestion: string]>([
    ['package.json', '"build": "next build"', '"build": "tsc"', '"build"', 'Let it run next build.'],
    ['package.json', 'scripts/status.ts', 'scripts/state.ts', '"status"', 'Correct its path.'],
    ['package.json', '"worker":', '"workers":', '"workers"', 'Rename workers to worker.'],
    ['package.json', '"./src/*"', '"./source/*"', '"#src/*"', 'Let them lead to ./src/*.'],
    [
      'tsconfig.json',
      '"noEmit"',
      '"paths": { "@/*": ["./src/*"] },\n    "noEmit"',
      '"paths"',
      'Remove it: #src/* of package.json is known everywhere.',
    ],
    ['tsconfig.json', '"strict": true,', '"strict": yes,', '"strict"', 'Correct the JSON.'],
    [
      'amplify.yml',
      'nvm install 22 && nvm use 22',
      'nvm install 18',
      'nvm install',
      'Use nvm install 22 or later.',
    ],
    ['amplify.yml', '- npm ci', '- npm install', 'preBuild:', 'Add npm ci to preBuild.'],
    [
      'amplify.yml',
      '- npm run doctor -- --phase build',
      '- date',
      'npm run build',
      'Add npm run doctor -- --phase build before it.',
    ],
    ['amplify.yml', '|S3_', '', 'grep -E', 'Add them to the variables that are written to .env.production.'],
    [
      'amplify.yml',
      'baseDirectory: .next',
      'baseDirectory: out',
      'baseDirectory',
      'Set baseDirectory to .next.',
    ],
  ])('%s with %j as %j is found', (file, from, to, at, suggestion) => {
    const text = readFileSync(join(tree, file), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(tree, file), text.replace(from, to))
    const found = checkConfiguration(tree, 'v22.18.0')
    const line = lineIn(file, at)
    writeFileSync(join(tree, file), text)
    expect(found).toMatchObject([{ type: 'configuration', file, line, suggestion }])
  })

  it('an old Node.js is found', () => {
    expect(checkConfiguration(tree, 'v22.17.1')).toMatchObject([
      { file: 'package.json', message: 'Node.js v22.17.1 is too old.' },
    ])
  })
})

describe('variables', () => {
  const complete = {
    DATABASE_URL: 'postgresql://app@db.example/waybill',
    AUTH_SECRET: 'x'.repeat(32),
    APP_URL: 'https://waybill.example',
    S3_BUCKET: 'files',
  }

  it('that are complete have no finding; npm start needs none', () => {
    expect(checkEnvironment(tree, 'amplify', complete)).toEqual([])
    expect(checkEnvironment(tree, 'local', {})).toEqual([])
  })

  it.each<[Environment, Record<string, string | undefined>, name: string, suggestion: string]>([
    [
      'server',
      { DATABASE_URL: '' },
      'DATABASE_URL',
      'Set DATABASE_URL in the environment; .env.example says what it is.',
    ],
    [
      'server',
      { DATABASE_URL: '', DATABSE_URL: 'x' },
      'DATABASE_URL',
      'DATABSE_URL is set: rename it to DATABASE_URL.',
    ],
    [
      'server',
      { DATABASE_URL: 'mysql://db/waybill' },
      'DATABASE_URL',
      'Correct DATABASE_URL; .env.example has an example.',
    ],
    ['server', { AUTH_SECRET: 'short' }, 'AUTH_SECRET', 'Correct AUTH_SECRET; .env.example has an example.'],
    [
      'server',
      { APP_URL: undefined },
      'APP_URL',
      'Set APP_URL in the environment; .env.example says what it is.',
    ],
    [
      'server',
      { APP_URL: 'http://waybill.example' },
      'APP_URL',
      'Serve Waybill over https:// and set APP_URL to that address.',
    ],
    ['amplify', { S3_BUCKET: undefined }, 'S3_BUCKET', 'Set S3_BUCKET and S3_REGION in the Amplify console.'],
    [
      'local',
      { RATE_LIMIT_MAX: 'many' },
      'RATE_LIMIT_MAX',
      'Correct RATE_LIMIT_MAX; .env.example has an example.',
    ],
  ])('of a %s with %j: %s is found where it is declared', (environment, change, name, suggestion) => {
    const line = lineIn('src/lib/env.ts', `  ${name}:`)
    expect(checkEnvironment(tree, environment, { ...complete, ...change })).toMatchObject([
      { type: 'configuration', file: 'src/lib/env.ts', line, suggestion },
    ])
  })

  it('that a file sets are found in its line', () => {
    writeFileSync(join(tree, '.env'), 'LOG_LEVEL=info\nAPP_URL=http://waybill.example\n')
    const found = checkEnvironment(tree, 'server', { ...complete, APP_URL: 'http://waybill.example' })
    expect(found).toMatchObject([{ file: '.env', line: 2 }])
  })
})
