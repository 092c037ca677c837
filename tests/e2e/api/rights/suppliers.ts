import { randomUUID } from 'node:crypto'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const supplier = () => ({ supplier_no: randomUUID(), name: 'Matrix', currency: 'EUR' })
const reading = { may: managers, reads: true, answer: 200 } as const
const changing = { subject: 'supplier', version: 1, answer: 200, changes: true } as const

export const supplierRules: Rule[] = [
  { route: 'GET /v3/suppliers', ...reading },
  { route: 'POST /v3/suppliers', may: managers, body: supplier, answer: 201, changes: true },
  { route: 'GET /v3/suppliers/export', ...reading },
  { route: 'POST /v3/suppliers/export', may: managers, body: () => ({}), answer: 201, changes: true },
  { route: 'POST /v3/suppliers/discover', ...reading, body: () => ({ need: 'SKU', quantity: 1 }) },
  { route: 'GET /v3/suppliers/metrics', ...reading },
  { route: 'GET /v3/suppliers/{id}', ...reading, subject: 'supplier' },
  { route: 'PUT /v3/suppliers/{id}', may: managers, ...changing, body: supplier },
  { route: 'PATCH /v3/suppliers/{id}', may: managers, ...changing, body: () => ({ name: 'Changed' }) },
  { route: 'DELETE /v3/suppliers/{id}', may: admins, ...changing },
  { route: 'GET /v3/suppliers/{id}/performance', ...reading, subject: 'supplier' },
  { route: 'GET /v3/suppliers/{id}/contacts', ...reading, subject: 'supplier' },
  { route: 'PUT /v3/suppliers/{id}/contacts', may: managers, ...changing, body: () => ({ contacts: [] }) },
  { route: 'GET /v3/suppliers/{id}/items', ...reading, subject: 'supplier' },
  { route: 'PUT /v3/suppliers/{id}/items', may: managers, ...changing, body: () => ({ items: [] }) },
]
