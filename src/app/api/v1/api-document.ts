import { describeApi } from '#src/lib/http/openapi.ts'
import * as approve from './exports/[id]/approve/route.ts'
import * as cancel from './exports/[id]/cancel/route.ts'
import * as download from './exports/[id]/download/route.ts'
import * as manifest from './exports/[id]/manifest/route.ts'
import * as reject from './exports/[id]/reject/route.ts'
import * as retry from './exports/[id]/retry/route.ts'
import * as one from './exports/[id]/route.ts'
import * as verify from './exports/[id]/verify/route.ts'
import * as dismissal from './exports/alerts/[id]/dismiss/route.ts'
import * as alerts from './exports/alerts/route.ts'
import * as analytics from './exports/analytics/route.ts'
import * as approvals from './exports/approvals/route.ts'
import * as downloads from './exports/downloads/route.ts'
import * as governance from './exports/governance/route.ts'
import * as exports from './exports/route.ts'
import * as statistics from './exports/statistics/route.ts'
import * as status from './exports/status/[id]/route.ts'
import * as template from './exports/templates/[id]/route.ts'
import * as templates from './exports/templates/route.ts'
import * as types from './exports/types/route.ts'
import * as files from './files/[id]/[name]/route.ts'

/** Every route under /api/v1, by the path that clients know. */
const routes = {
  '/exports': exports,
  '/exports/types': types,
  '/exports/statistics': statistics,
  '/exports/analytics': analytics,
  '/exports/templates': templates,
  '/exports/governance': governance,
  '/exports/approvals': approvals,
  '/exports/alerts': alerts,
  '/exports/alerts/{id}/dismiss': dismissal,
  '/exports/downloads': downloads,
  '/exports/{id}/approve': approve,
  '/exports/{id}/reject': reject,
  '/exports/templates/{id}': template,
  '/exports/status/{id}': status,
  '/exports/{id}': one,
  '/exports/{id}/cancel': cancel,
  '/exports/{id}/retry': retry,
  '/exports/{id}/download': download,
  '/exports/{id}/manifest': manifest,
  '/exports/{id}/verify': verify,
  '/files/{id}/{name}': files,
}

/** The OpenAPI document, read from what the routes run. */
export function apiDocument(): Record<string, unknown> {
  return describeApi('Waybill', '/api/v1', routes)
}
