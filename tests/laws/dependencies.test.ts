import { describe, expect, it } from 'vitest'
import { readJson } from './project.ts'

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}

const manifest = readJson('package.json') as Manifest
const { packages } = readJson('package-lock.json') as { packages: Record<string, { version?: string }> }

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
})
