import { expect, it } from 'vitest'
import { supplierStatuses } from '#src/lib/db/schema/company/suppliers.ts'
import { legalMoves, requireMove } from './moves.ts'

it('a supplier moves between states along the written ways alone', () => {
  const legal = supplierStatuses.flatMap((from) => legalMoves(from).map((to) => `${from} -> ${to}`))
  expect(legal).toEqual([
    'pending -> active',
    'active -> inactive',
    'active -> suspended',
    'inactive -> active',
    'suspended -> active',
  ])
  for (const from of supplierStatuses) {
    for (const to of supplierStatuses.filter((one) => !legalMoves(from).includes(one))) {
      expect(() => requireMove(from, to)).toThrow(`can only become ${legalMoves(from).join(' or ')}`)
    }
  }
})
