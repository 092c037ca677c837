import { describe, expect, it } from 'vitest'
import { filesBelow, read } from './project.ts'

/** Who may use whom. A new pair is a decision: write it here. */
const pairs = [
  'accounts -> mail',
  'datasets -> sources',
  'exports -> datasets',
  'exports -> mail',
  'spend -> mail',
  'spend -> purchasing',
  'forecasting -> datasets',
  'inventory -> forecasting',
  'supplier-performance -> datasets',
  'database-advisor -> datasets',
  'supplier-performance -> forecasting',
  'scouting -> forecasting',
  'scouting -> spend',
  'scopes -> datasets',
  'scopes -> suppliers',
  'purchasing -> datasets',
  'purchasing -> forecasting',
  'purchasing -> inventory',
  'purchasing -> spend',
  'purchasing -> supplier-performance',
  'purchasing -> suppliers',
  'imports -> inventory',
  'imports -> suppliers',
  'sourcing -> datasets',
  'sourcing -> mail',
  'sourcing -> purchasing',
  'sourcing -> suppliers',
  'suppliers -> datasets',
  'suppliers -> exports',
  'onboarding -> exports',
  'views -> datasets',
]

/** Where a feature may be entered from another one. */
const door = /^((.+\/)?(schema|service|queue|actions)|(queries|commands)\/[^/]+)\.ts$/

/**
 * The query engine, headings and computed columns are there for everybody who reads rows, numbers that a seed decides
 * for every model, and amounts in minor units are written alike everywhere.
 */
const openRooms: Record<string, RegExp> = {
  datasets: /^(catalog|computed|definition|labels|rows)\//,
  forecasting: /^models\/numbers\//,
  spend: /^(decimals|paging|decisions\/refusal|components\/(amounts|money|pages))\.tsx?$/,
}

interface Visit {
  pair: string
  /** Below the feature's folder. */
  entered: string
  file: string
}

function visitsIn(file: string, text: string): Visit[] {
  const [, from] = /^src\/features\/([^/]+)\//.exec(file) ?? []
  return [...text.matchAll(/'#src\/features\/([^/']+)\/([^']+)'/g)]
    .filter(([, to]) => to !== from)
    .map(([, to, entered]) => ({ pair: `${from} -> ${to}`, entered: entered!, file }))
}

function isThroughADoor({ pair, entered }: Visit): boolean {
  return door.test(entered) || openRooms[pair.split(' -> ')[1]!]?.test(entered) === true
}

describe('features', () => {
  const files = filesBelow(['src/features'], /\.tsx?$/).filter((file) => !/\.test\.tsx?$/.test(file))
  const visits = files.flatMap((file) => visitsIn(file, read(file)))

  it('use each other along the written pairs only', () => {
    expect([...new Set(visits.map(({ pair }) => pair))].sort()).toEqual([...pairs].sort())
  })

  it('enter each other through a door', () => {
    expect(visits.filter((visit) => !isThroughADoor(visit))).toEqual([])
    const planted = visitsIn('src/features/exports/runs/run.ts', `from '#src/features/mail/repository.ts'`)
    expect(planted.map(isThroughADoor)).toEqual([false])
    expect(planted.map(({ pair }) => pair)).toEqual(['exports -> mail'])
  })
})
