import type { Role } from '#src/lib/permissions.ts'
import { destinationRules } from './destinations.ts'
import { importRules } from './imports.ts'
import { insightRules } from './insights.ts'
import { onboardingRules } from './onboarding.ts'
import { orderRules } from './orders.ts'
import { rfpRules } from './rfps.ts'
import type { Rule } from './rule.ts'
import { scopeRules } from './scopes.ts'
import { scoutingRules } from './scouting.ts'
import { datasetRules } from './sources.ts'
import { spendRules } from './spend.ts'
import { stockRules } from './stock.ts'
import { supplierRules } from './suppliers.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']
const everyone: readonly Role[] = [...managers, 'viewer']

const wanted = { export_name: 'Matrix', export_type: 'sow', format: 'csv' }
const scheduled = { schedule_name: 'Matrix', export_type: 'sow', format: 'csv', frequency: 'monthly' }
const asTemplate = { template_name: 'Matrix', export_type: 'sow', format: 'csv' }
const statuses: Record<string, number> = { forbidden: 403, not_found: 404, conflict: 409 }

const one = { subject: 'export' } as const
const other = () => '?with=01980000-0000-7000-8000-000000000001'
/** What was shared with somebody is theirs to fetch, not to change. */
const ofOwners = { subject: 'export', but: { 'shared with them': 403 } } as const

/** Every route and who may use it. A route that is missing here fails the test. */
export const rules: Rule[] = [
  { route: 'GET /v1/exports', may: everyone, reads: true, answer: 200 },
  { route: 'POST /v1/exports', may: managers, body: () => wanted, answer: 201, changes: true },
  { route: 'GET /v1/exports/types', may: everyone, reads: true, answer: 200 },
  { route: 'POST /v1/exports/execute', may: managers, body: () => wanted, answer: 201, changes: true },
  {
    route: 'POST /v1/exports/execute/{type}',
    ...{ may: managers, subject: 'dataset', body: () => ({}), answer: 201, changes: true },
    but: { unknown: 400, malformed: 400 },
  },
  {
    route: 'POST /v1/exports/preview',
    may: managers,
    body: () => ({ ...wanted, export_name: undefined }),
    answer: 200,
  },
  {
    route: 'POST /v1/exports/estimate',
    may: managers,
    body: () => ({ ...wanted, export_name: undefined }),
    answer: 200,
  },
  {
    route: 'POST /v1/exports/bulk',
    ...{ may: managers, ...ofOwners, answer: 200, changes: true },
    body: (_, id) => ({ action: 'delete', ids: [id] }),
    verdict: ({ data: { results } }) => (results[0]!.done ? 200 : statuses[results[0]!.code]!),
  },
  {
    route: 'POST /v1/exports/archive',
    ...{ may: everyone, reads: true, subject: 'export', answer: 200, changes: true },
    ...{ body: (_, id) => ({ ids: [id] }), but: { expired: 410 } },
  },
  { route: 'GET /v1/exports/{id}', may: everyone, reads: true, ...one, answer: 200 },
  { route: 'DELETE /v1/exports/{id}', may: managers, ...ofOwners, answer: 200, changes: true },
  { route: 'GET /v1/exports/status/{id}', may: everyone, reads: true, ...one, answer: 200 },
  { route: 'GET /v1/exports/{id}/events', may: everyone, reads: true, ...one, answer: 200 },
  {
    route: 'GET /v1/exports/{id}/download',
    may: everyone,
    reads: true,
    subject: 'export',
    answer: 200,
    but: { expired: 410 },
  },
  {
    route: 'GET /v1/exports/{id}/manifest',
    may: everyone,
    reads: true,
    subject: 'export',
    answer: 200,
    but: { expired: 410 },
  },
  {
    route: 'POST /v1/exports/{id}/verify',
    may: everyone,
    reads: true,
    subject: 'export',
    answer: 200,
    but: { expired: 410 },
  },
  // The export has ended, which only those who may cancel it are told.
  { route: 'POST /v1/exports/{id}/cancel', may: managers, ...ofOwners, answer: 409 },
  {
    route: 'POST /v1/exports/{id}/retry',
    ...{ may: managers, subject: 'export', answer: 409, changes: true },
    but: { 'shared with them': 403, expired: 201 },
  },
  { route: 'POST /v1/exports/{id}/again', may: managers, ...one, answer: 201, changes: true },
  // The rows that it had read are not kept, which only those who may have them are told.
  {
    route: 'POST /v1/exports/{id}/formats',
    may: managers,
    ...one,
    body: () => ({ format: 'json' }),
    answer: 410,
  },
  { route: 'GET /v1/exports/{id}/comparison', may: everyone, reads: true, ...one, query: other, answer: 410 },
  {
    route: 'POST /v1/exports/{id}/comparison',
    ...{ may: everyone, reads: true, ...one, answer: 410 },
    body: () => ({ with: '01980000-0000-7000-8000-000000000001' }),
  },
  {
    route: 'POST /v1/exports/{id}/share',
    ...{ may: managers, subject: 'export', answer: 200, changes: true },
    ...{ body: (world) => ({ recipients: [world.reader] }), but: { 'shared with them': 403, expired: 410 } },
  },
  {
    route: 'POST /v1/exports/{id}/unshare',
    ...{ may: managers, ...ofOwners, answer: 200, changes: true },
    body: (world) => ({ recipients: [world.reader] }),
  },
  // Nobody decides about their own; the others wait for no decision.
  {
    route: 'POST /v1/exports/{id}/approve',
    ...{ may: admins, subject: 'export', answer: 409, but: { own: 403, expired: 403 } },
  },
  {
    route: 'POST /v1/exports/{id}/reject',
    ...{ may: admins, subject: 'export', answer: 409, but: { own: 403, expired: 403 } },
    body: () => ({ reason: 'The matrix' }),
  },
  { route: 'GET /v1/exports/approvals', may: admins, answer: 200 },
  { route: 'GET /v1/exports/alerts', may: admins, answer: 200 },
  {
    route: 'POST /v1/exports/alerts/{id}/dismiss',
    may: admins,
    subject: 'alert',
    answer: 200,
    changes: true,
  },
  { route: 'GET /v1/exports/governance', may: admins, reads: true, answer: 200 },
  {
    route: 'PUT /v1/exports/governance',
    ...{ may: admins, body: () => ({ alert_sensitive: true }), answer: 428 },
  },
  { route: 'GET /v1/exports/downloads', may: admins, reads: true, answer: 200 },
  { route: 'GET /v1/exports/statistics', may: admins, reads: true, answer: 200 },
  { route: 'GET /v1/exports/analytics', may: admins, reads: true, answer: 200 },

  { route: 'GET /v1/exports/schedules', may: admins, reads: true, answer: 200 },
  { route: 'POST /v1/exports/schedules', may: admins, body: () => scheduled, answer: 201, changes: true },
  {
    route: 'POST /v1/exports/schedules/preview',
    may: admins,
    reads: true,
    body: () => ({ frequency: 'daily' }),
    answer: 200,
  },
  {
    route: 'GET /v1/exports/schedules/rehearsal',
    may: admins,
    reads: true,
    query: () => '?date=2030-01-01',
    answer: 200,
  },
  { route: 'GET /v1/exports/schedules/{id}', may: admins, reads: true, subject: 'schedule', answer: 200 },
  {
    route: 'PUT /v1/exports/schedules/{id}',
    may: admins,
    subject: 'schedule',
    body: () => scheduled,
    answer: 200,
    changes: true,
  },
  {
    route: 'DELETE /v1/exports/schedules/{id}',
    may: admins,
    subject: 'schedule',
    answer: 200,
    changes: true,
  },
  {
    route: 'POST /v1/exports/schedules/{id}/pause',
    may: admins,
    subject: 'schedule',
    answer: 200,
    changes: true,
  },
  // Every file of these schedules is full already.
  {
    route: 'POST /v1/exports/schedules/{id}/full',
    may: admins,
    subject: 'schedule',
    answer: 409,
    changes: true,
  },
  {
    route: 'POST /v1/exports/schedules/{id}/resume',
    may: admins,
    subject: 'schedule',
    answer: 200,
    changes: true,
  },
  {
    route: 'POST /v1/exports/schedules/{id}/run',
    may: admins,
    subject: 'schedule',
    answer: 200,
    changes: true,
  },
  {
    route: 'POST /v1/exports/schedules/{id}/test',
    may: admins,
    subject: 'schedule',
    answer: 200,
    changes: true,
  },
  {
    route: 'POST /v1/exports/schedules/{id}/backfill',
    ...{ may: admins, subject: 'schedule', answer: 200, changes: true },
    body: () => ({ days: ['2026-01-01'] }),
  },
  {
    route: 'POST /v1/exports/schedules/{id}/hand-over',
    ...{ may: admins, subject: 'schedule', answer: 200, changes: true },
    body: (world) => ({ owner_id: world.heir }),
  },
  {
    route: 'GET /v1/exports/schedules/{id}/runs',
    may: admins,
    reads: true,
    subject: 'schedule',
    answer: 200,
  },

  { route: 'GET /v1/exports/templates', may: managers, reads: true, answer: 200 },
  { route: 'POST /v1/exports/templates', may: managers, body: () => asTemplate, answer: 201, changes: true },
  {
    route: 'GET /v1/exports/templates/{id}',
    ...{
      may: managers,
      reads: true,
      subject: 'template',
      answer: 200,
      but: { 'shared with them': 200, 'ready-made': 200 },
    },
  },
  {
    route: 'PUT /v1/exports/templates/{id}',
    ...{ may: managers, subject: 'template', body: () => asTemplate, answer: 200, changes: true },
  },
  {
    route: 'DELETE /v1/exports/templates/{id}',
    may: managers,
    subject: 'template',
    answer: 200,
    changes: true,
  },

  { route: 'GET /v1/members', may: admins, reads: true, answer: 200 },
  { route: 'POST /v1/members', may: admins, body: (world) => world.newMember(), answer: 201, changes: true },
  {
    route: 'PATCH /v1/members/{id}',
    ...{ may: admins, subject: 'member', body: () => ({ role: 'viewer' }), answer: 200, changes: true },
    but: { own: 409 },
  },
  { route: 'POST /v1/members/{id}/link', may: admins, subject: 'member', answer: 200, changes: true },
  { route: 'GET /v1/api-keys', may: managers, reads: true, answer: 200 },
  {
    route: 'POST /v1/api-keys',
    ...{ may: managers, needsSession: true, answer: 201, changes: true },
    body: () => ({ name: 'Matrix', access: 'read_only', expires_in_days: 1 }),
  },
  { route: 'DELETE /v1/api-keys/{id}', may: managers, subject: 'key', answer: 200, changes: true },
  { route: 'GET /v1/audit', may: admins, reads: true, answer: 200 },
  { route: 'GET /v1/deployment', may: admins, reads: true, answer: 200 },

  ...destinationRules,
  ...datasetRules,
  ...orderRules,
  ...stockRules,
  ...spendRules,
  ...scoutingRules,
  ...insightRules,
  ...importRules,
  ...supplierRules,
  ...scopeRules,
  ...rfpRules,
  ...onboardingRules,
]
