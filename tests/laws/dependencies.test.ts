import { describe, expect, it } from 'vitest'
import { readJson } from './project.ts'

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}

interface Locked {
  version?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const manifest = readJson('package.json') as Manifest
const { packages } = readJson('package-lock.json') as { packages: Record<string, Locked> }

/** Below these versions there are known holes. */
const floor = { next: '16.4.5', react: '19.3.1', 'react-dom': '19.3.1', 'next-auth': '4.24.15' }

function isBelow(version: string, least: string): boolean {
  const parts = (text: string) => text.split('-')[0]!.split('.').map(Number)
  const [a, b] = [parts(version), parts(least)]
  const place = a.findIndex((part, index) => part !== b[index])
  return place === -1 ? version.includes('-') && !least.includes('-') : a[place]! < b[place]!
}

describe('dependencies', () => {
  it.each(Object.entries(floor))('%s is at least %s, wherever it is installed', (name, least) => {
    const installed = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`))
    expect(installed.length).toBeGreaterThan(0)
    expect(installed.filter(([, { version }]) => isBelow(version!, least))).toEqual([])
  })

  it('compares versions by their numbers', () => {
    expect(isBelow('16.4.4', '16.4.5')).toBe(true)
    expect(isBelow('16.10.0', '16.4.5')).toBe(false)
    expect(isBelow('4.24.9', '4.24.15')).toBe(true)
    expect(isBelow('19.3.1-rc.1', '19.3.1')).toBe(true)
  })

  it('are pinned to one version each, the one in the lockfile', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest
    const wanted = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
    const locked = wanted.map(([name]) => [name, packages[`node_modules/${name}`]?.version])
    expect(locked).toEqual(wanted)
  })

  it('are all in the lockfile, those of other platforms too, or npm ci refuses it', () => {
    expect(unlocked(packages)).toEqual([])
    expect(unlocked({ 'node_modules/a': { optionalDependencies: { b: '1.0.0' } } })).toEqual(['b'])
  })

  it('of the bench are pinned, too', () => {
    const { dependencies } = readJson('bench/yardsticks/package.json') as Manifest
    const locked = (readJson('bench/yardsticks/package-lock.json') as { packages: typeof packages }).packages
    const found = Object.keys(dependencies).map((name) => [name, locked[`node_modules/${name}`]?.version])
    expect(found).toEqual(Object.entries(dependencies))
  })
})

/** Dependencies that some package names and no folder on its way up holds. */
function unlocked(locked: Record<string, Locked>): string[] {
  return Object.entries(locked).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isFound(locked, path, name)),
  )
}

function isFound(locked: Record<string, Locked>, path: string, name: string): boolean {
  const place = `${path}${path && '/'}node_modules/${name}`
  if (locked[place]) return true
  return path !== '' && isFound(locked, path.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ''), name)
}
