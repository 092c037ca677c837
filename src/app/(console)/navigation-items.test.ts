import { describe, expect, it } from 'vitest'
import { permissionsOf } from '#src/lib/permissions.ts'
import { currentItem, navigationGroups, navigationItems, permittedItems } from './navigation-items.ts'

const labelAt = (path: string) => currentItem(navigationItems, path)?.label

describe('the navigation', () => {
  it('offers only pages that the person may open', () => {
    const hrefs = (role: 'viewer' | 'manager') =>
      permittedItems([...permissionsOf(role)]).map(({ href }) => href)
    expect(hrefs('manager')).toContain('/exports/new')
    expect(hrefs('viewer')).not.toContain('/exports/new')
    expect(hrefs('viewer')).toContain('/settings/password')
  })

  it('marks the nearest page above the address', () => {
    expect(labelAt('/exports')).toBe('All exports')
    expect(labelAt('/exports/0199-1234')).toBe('All exports')
    expect(labelAt('/exports/new')).toBe('New export')
    expect(labelAt('/data/suppliers')).toBe('Suppliers')
    expect(labelAt('/suppliers/0199-1234/edit')).toBe('Suppliers')
    expect(labelAt('/suppliers/discover')).toBe('Find a supplier')
    expect(labelAt('/exports-of-something-else')).toBe(undefined)
  })

  it('names every page once, in groups that exist', () => {
    expect(new Set(navigationItems.map(({ href }) => href)).size).toBe(navigationItems.length)
    expect(navigationItems.every(({ group }) => navigationGroups.includes(group))).toBe(true)
  })
})
