import { randomUUID } from 'node:crypto'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']
const ofOwners = { subject: 'export', but: { 'shared with them': 403 } } as const

/** Every route of destinations and deliveries, and who may use it. */
export const destinationRules: Rule[] = [
  { route: 'GET /v1/exports/destinations', may: managers, reads: true, answer: 200 },
  {
    route: 'POST /v1/exports/destinations',
    ...{ may: admins, answer: 201, changes: true },
    body: () => ({ name: randomUUID(), kind: 'webhook', settings: { url: 'http://127.0.0.1:9/in' } }),
  },
  {
    route: 'GET /v1/exports/destinations/{id}',
    ...{ may: managers, reads: true, subject: 'destination', answer: 200 },
  },
  {
    route: 'PUT /v1/exports/destinations/{id}',
    ...{ may: admins, subject: 'destination', answer: 200, changes: true },
    body: () => ({ name: randomUUID() }),
  },
  {
    route: 'DELETE /v1/exports/destinations/{id}',
    ...{ may: admins, subject: 'destination', answer: 200, changes: true },
  },
  {
    route: 'POST /v1/exports/destinations/{id}/test',
    ...{ may: admins, subject: 'destination', answer: 202, changes: true },
  },
  {
    route: 'GET /v1/exports/{id}/deliveries',
    ...{ may: managers, reads: true, ...ofOwners, answer: 200 },
  },
  // The exports were delivered nowhere, which only those who may retry it are told.
  {
    route: 'POST /v1/exports/{id}/deliveries/{delivery}/retry',
    ...{ may: managers, subject: 'export', answer: 404 },
    but: { 'shared with them': 403, expired: 410 },
  },
]
