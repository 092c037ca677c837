import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from './project.ts'

const config = '.dependency-cruiser.cjs'
const { forbidden } = createRequire(import.meta.url)(join(root, config)) as { forbidden: { name: string }[] }

interface Cruise {
  summary: {
    totalCruised: number
    violations: { from: string; to: string; rule: { name: string } }[]
  }
}

const tree = mkdtempSync(join(tmpdir(), 'waybill-walls-'))

afterAll(() => rmSync(tree, { recursive: true, force: true }))

/** What the checker says about a folder; it ends badly when it finds something, which is no failure here. */
function cruise(cwd: string, folders: string[]): Promise<Cruise> {
  const bin = join(root, 'node_modules/.bin/depcruise')
  const args = [bin, ...folders, '--config', config, '--output-type', 'json']
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(JSON.parse(stdout))
      else reject(new Error(`${error?.message}\n${stderr}`))
    })
  })
}

/** For every wall one import that breaks it: the file, and what it imports. */
const breaches: Record<string, [from: string, to: string]> = {
  'no-circles': ['src/lib/left.ts', 'src/lib/right.ts'],
  'no-unresolved': ['src/lib/lost.ts', 'src/lib/nowhere.ts'],
  'encoding-stands-alone': ['src/encoding/curious.ts', 'src/lib/env.ts'],
  'lib-is-the-ground-floor': ['src/lib/climber.ts', 'src/features/exports/service.ts'],
  'module-doors-lead-outside': ['src/features/exports/by-name.ts', 'src/lib/analytics/advanced-ml-models.ts'],
  'components-know-no-business': ['src/components/knowing.tsx', 'src/features/exports/schema.ts'],
  'features-do-not-know-the-doors': ['src/features/exports/outgoing.ts', 'src/app/page.tsx'],
  'the-web-door-uses-front-doors-only': ['src/app/short-cut.ts', 'src/features/exports/repository.ts'],
  'repositories-only-read-the-database': [
    'src/features/exports/mails/repository.ts',
    'src/features/exports/service.ts',
  ],
  'schemas-stay-on-the-server': [
    'src/features/exports/components/heavy.tsx',
    'src/features/exports/downloads/schema.ts',
  ],
  'only-the-worker-runs-jobs': ['src/lib/impatient.ts', 'src/features/exports/jobs.ts'],
  'ui-reaches-data-through-actions': [
    'src/features/exports/components/greedy.tsx',
    'src/features/exports/queries/list.ts',
  ],
  'one-database-door': ['src/features/exports/private-door.ts', 'pg'],
  'worker-is-plain-node': ['worker/main.ts', 'src/lib/page.tsx'],
}

/** Imports that look alike and are allowed. */
const allowed: [from: string, to: string, type?: 'type'][] = [
  ['src/features/exports/components/modest.tsx', 'src/features/exports/queries/list.ts', 'type'],
  ['src/features/exports/components/modest.tsx', 'src/features/exports/schema.ts', 'type'],
  ['src/features/exports/components/draft/request-in.ts', 'src/features/exports/schema.ts'],
  ['src/features/exports/schema.ts', 'zod'],
  ['src/features/exports/service.ts', 'src/features/exports/repository.ts'],
  ['src/features/exports/repository.ts', 'src/lib/db/index.ts'],
  ['src/lib/db/index.ts', 'pg'],
  ['src/features/exports/service.test.ts', 'src/features/exports/jobs.ts'],
  ['worker/jobs.ts', 'src/features/exports/jobs.ts'],
  ['src/app/page.tsx', 'src/features/exports/service.ts'],
]

/** A small project under the same rules, whose packages are empty ones. */
function build(imports: (readonly [from: string, to: string, type?: string])[]): void {
  rmSync(tree, { recursive: true, force: true })
  const lines = new Map<string, string[]>()
  for (const [from, to, type] of imports) {
    const isPackage = !to.includes('/')
    const names = isPackage ? to : `${'../'.repeat(from.split('/').length - 1)}${to}`
    lines.set(from, [...(lines.get(from) ?? []), `import ${type ?? ''} { thing } from '${names}'`])
    if (!isPackage && !to.endsWith('nowhere.ts')) lines.set(to, lines.get(to) ?? [])
  }
  for (const [file, body] of lines) {
    write(file, `${body.join('\n')}\nexport const here = thing\nexport type thing = string\n`)
  }
  for (const name of ['pg', 'zod', 'next', 'react-dom']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  write('package.json', JSON.stringify({ type: 'module', dependencies: { pg: '*', zod: '*' } }))
  for (const file of [config, 'tsconfig.json']) cpSync(join(root, file), join(tree, file))
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), text)
}

describe('the import walls', () => {
  it('stand, and the checker looked at the whole project', async () => {
    const { summary } = await cruise(root, ['src', 'worker', 'scripts', 'tests'])
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
    expect(summary.totalCruised).toBeGreaterThan(150)
  }, 120_000)

  it('are each broken by a planted import, which is named', async () => {
    expect(Object.keys(breaches).sort()).toEqual(forbidden.map(({ name }) => name).sort())
    const circle = ['src/lib/right.ts', 'src/lib/left.ts'] as const
    build([...Object.values(breaches), circle, ['src/lib/page.tsx', 'src/lib/lamp.ts']])
    const { summary } = await cruise(tree, ['src', 'worker'])
    for (const [rule, [from, to]] of Object.entries(breaches)) {
      const found = summary.violations.filter((violation) => violation.rule.name === rule)
      expect(
        found.some((violation) => violation.from === from && violation.to.includes(to)),
        `${rule}: ${from} -> ${to}`,
      ).toBe(true)
    }
  }, 120_000)

  it('let through what is allowed', async () => {
    build(allowed)
    const { summary } = await cruise(tree, ['src', 'worker'])
    expect(summary.violations).toEqual([])
    expect(summary.totalCruised).toBeGreaterThan(8)
  }, 120_000)
})
